import type { Phase } from "@/lib/core/phase";

/** The twelve looks of a phase; in-between phases wear the look of the phase they lead to. */
export type PhaseTone =
  | "queued"
  | "running"
  | "succeeded"
  | "failed"
  | "aborted"
  | "timedout"
  | "paused"
  | "cached"
  | "recovered"
  | "skipped"
  | "notrun"
  | "unknown";

const TONE: Record<Phase, PhaseTone> = {
  queued: "queued",
  initializing: "queued",
  waiting: "queued",
  running: "running",
  succeeding: "succeeded",
  succeeded: "succeeded",
  failing: "failed",
  failed: "failed",
  aborting: "aborted",
  aborted: "aborted",
  timed_out: "timedout",
  paused: "paused",
  cached: "cached",
  recovered: "recovered",
  skipped: "skipped",
  not_run: "notrun",
  unknown: "unknown",
};

/** Spelled out, because Tailwind finds class names by reading the source. */
const CLASSES: Record<PhaseTone, { glyph: string; word: string; ground: string; bar: string }> = {
  queued: { glyph: "text-queued", word: "text-queued-t", ground: "bg-queued-s", bar: "bg-queued" },
  running: { glyph: "text-running", word: "text-running-t", ground: "bg-running-s", bar: "bg-running" },
  succeeded: { glyph: "text-succeeded", word: "text-succeeded-t", ground: "bg-succeeded-s", bar: "bg-succeeded" },
  failed: { glyph: "text-failed", word: "text-failed-t", ground: "bg-failed-s", bar: "bg-failed" },
  aborted: { glyph: "text-aborted", word: "text-aborted-t", ground: "bg-aborted-s", bar: "bg-aborted" },
  timedout: { glyph: "text-timedout", word: "text-timedout-t", ground: "bg-timedout-s", bar: "bg-timedout" },
  paused: { glyph: "text-paused", word: "text-paused-t", ground: "bg-paused-s", bar: "bg-paused" },
  cached: { glyph: "text-cached", word: "text-cached-t", ground: "bg-cached-s", bar: "bg-cached" },
  recovered: { glyph: "text-recovered", word: "text-recovered-t", ground: "bg-recovered-s", bar: "bg-recovered" },
  skipped: { glyph: "text-skipped", word: "text-skipped-t", ground: "bg-skipped-s", bar: "bg-skipped" },
  notrun: { glyph: "text-notrun", word: "text-notrun-t", ground: "bg-notrun-s", bar: "bg-notrun" },
  unknown: { glyph: "text-unknown", word: "text-unknown-t", ground: "bg-unknown-s", bar: "bg-unknown" },
};

export const phaseTone = (phase: Phase): PhaseTone => TONE[phase];

/** Utility classes of a phase: its glyph, its word, its soft ground, a bar in its colour. */
export const phaseClasses = (phase: Phase) => CLASSES[TONE[phase]];
