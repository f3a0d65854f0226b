"use client";

import { useEffect, useState } from "react";
import { fetchJson, problemOf } from "@/lib/client/fetch-json";
import type { LogChunk } from "@/lib/contract/logs";
import type { Problem } from "@/lib/core/errors";
import type { NodeRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { appendChunk, type LogLines, noLines } from "./log-lines";

export type LogView = {
  held: LogLines;
  state: "loading" | "growing" | "complete" | "absent";
  sourceName: string | null;
  /** Why there is no log, in one sentence. */
  reason: string | null;
  /** The last question failed; what is held stays, and it is asked again. */
  problem: Problem | null;
};

const FIRST: LogView = { held: noLines, state: "loading", sourceName: null, reason: null, problem: null };

const GROWING_MS = 1_000;
/** A log link may appear some seconds after the attempt started. */
const ABSENT_MS = 3_000;
const FAILED_MS = [1_000, 2_000, 5_000, 10_000] as const;

/**
 * Reads the log of one attempt from its start and follows it while it grows. `ended`: the attempt is over, so a log that
 * is absent will not appear. Mount with a key for each attempt.
 */
export function useLog(node: NodeRef, attempt: number, ended: boolean): LogView {
  const [view, setView] = useState<LogView>(FIRST);
  const url = apiPaths.log(node, attempt);
  // Follows the log at the BFF until it is complete, or the panel is closed.
  useEffect(() => {
    const abort = new AbortController();
    void follow(url, ended, abort.signal, (change) => {
      if (!abort.signal.aborted) setView(change);
    });
    return () => abort.abort();
  }, [url, ended]);
  return view;
}

async function follow(
  url: string,
  ended: boolean,
  signal: AbortSignal,
  update: (change: (view: LogView) => LogView) => void,
): Promise<void> {
  let held = noLines;
  let failures = 0;
  while (!signal.aborted) {
    let waitMs: number;
    try {
      const chunk = await fetchJson<LogChunk>(`${url}?${new URLSearchParams({ from: String(held.nextOffset) })}`, {
        signal,
      });
      failures = 0;
      const before = held.nextOffset;
      if (chunk.state !== "absent") held = appendChunk(held, chunk);
      const now = held;
      update((view) => withChunk(view, now, chunk));
      const pause = pauseAfter(chunk, held.nextOffset > before, ended);
      if (pause === null) return;
      waitMs = pause;
    } catch (error) {
      if (signal.aborted) return;
      update((view) => ({ ...view, problem: problemOf(error) }));
      waitMs = FAILED_MS[Math.min(failures, FAILED_MS.length - 1)] ?? 10_000;
      failures += 1;
    }
    await pass(waitMs, signal);
  }
}

function withChunk(view: LogView, held: LogLines, chunk: LogChunk): LogView {
  if (chunk.state === "absent") return { ...view, state: "absent", reason: chunk.reason, problem: null };
  // A follower that starts anew reads from the start: what is shown is kept until it has caught up.
  const shown = held.nextOffset >= view.held.nextOffset ? held : view.held;
  return { held: shown, state: chunk.state, sourceName: chunk.sourceName, reason: null, problem: null };
}

/** How long to wait before the next question; null when there is nothing more to come. */
function pauseAfter(chunk: LogChunk, grew: boolean, ended: boolean): number | null {
  if (chunk.state === "absent") return ended ? null : ABSENT_MS;
  if (chunk.state === "complete") return chunk.text === "" || !grew ? null : 0;
  // A full piece is followed at once by the next.
  return chunk.text.length >= 64_000 ? 0 : GROWING_MS;
}

function pass(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
