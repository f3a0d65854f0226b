import type { Phase } from "../phase";

const WORDS: Record<Phase, string> = {
  queued: "Queued",
  initializing: "Initializing",
  waiting: "Waiting",
  running: "Running",
  succeeding: "Succeeding",
  succeeded: "Succeeded",
  failing: "Failing",
  failed: "Failed",
  aborting: "Aborting",
  aborted: "Aborted",
  timed_out: "Timed out",
  paused: "Paused",
  cached: "Cached",
  recovered: "Recovered",
  skipped: "Skipped",
  not_run: "Not run",
  unknown: "Unknown",
};

/** The one word of a phase, in sentence case. */
export function phaseWord(phase: Phase): string {
  return WORDS[phase];
}
