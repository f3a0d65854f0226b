"use client";

import clsx from "clsx";
import { formatDuration } from "@/lib/core/format/duration";
import { useNow } from "./use-now";

/** How fresh what is shown is. `note` replaces the words: "final, complete: 36 of 36 nodes". */
export type Freshness =
  | { state: "loading" }
  | { state: "live"; asOfMs: number }
  | { state: "paused"; asOfMs: number }
  | { state: "stale"; asOfMs: number }
  | { state: "lost"; sinceMs: number | null }
  | { state: "final"; note: string };

const SIGN: Record<Freshness["state"], string> = {
  loading: "rounded-full border-[1.5px] border-text-3",
  live: "rounded-full bg-succeeded",
  paused: "rounded-full border-[1.5px] border-text-3",
  stale: "rounded-[1px] bg-timedout",
  lost: "rounded-[1px] bg-timedout",
  final: "rounded-[1px] bg-text-3",
};

/** The sign of liveness: a green dot, a hollow dot, an orange or a grey square, and the age in words. */
export function Liveness({ freshness }: { freshness: Freshness }) {
  const nowMs = useNow();
  return (
    <span className="inline-flex h-6 items-center gap-1.5 px-2 text-12 whitespace-nowrap max-sm:px-0.5 text-text-2">
      <span aria-hidden="true" className={clsx("h-1.75 w-1.75", SIGN[freshness.state])} />
      <span>
        {"asOfMs" in freshness && freshness.state !== "paused" && <span className="max-sm:sr-only">as of </span>}
        {wordsOf(freshness, nowMs)}
      </span>
    </span>
  );
}

function wordsOf(freshness: Freshness, nowMs: number): string {
  switch (freshness.state) {
    case "loading":
      return "loading";
    case "paused":
      return "paused, tab hidden";
    case "lost":
      return freshness.sinceMs === null ? "no answer" : `no answer for ${ageOf(freshness.sinceMs, nowMs)}`;
    case "final":
      return freshness.note;
    case "live":
    case "stale":
      return `${ageOf(freshness.asOfMs, nowMs)} ago`;
  }
}

/** Whole seconds: an age in milliseconds would flicker. */
const ageOf = (ms: number, nowMs: number): string =>
  formatDuration(Math.max(0, Math.floor((nowMs - ms) / 1_000)) * 1_000 || 1_000);
