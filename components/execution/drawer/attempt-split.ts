import type { Attempt } from "@/lib/core/node";
import { isTerminalAttempt } from "@/lib/core/phase";

/** How a stretch of an attempt is drawn, as in the timeline. */
type Look = "queued" | "setup" | "run" | "running" | "failed" | "aborted";

/** A stretch of one attempt, in milliseconds. */
export type AttemptPart = { look: Look; ms: number };

/**
 * How an attempt spent its time: waiting, setup, and the run of the task, which ends with its last write. Flyte notes the
 * start in whole seconds, so it may lie before the creation: then there was no setup to speak of.
 */
export function attemptSplit({ createdMs, startedMs, updatedMs, phase }: Attempt, nowMs: number): AttemptPart[] {
  const ended = isTerminalAttempt(phase);
  const fromMs = createdMs ?? startedMs;
  const untilMs = ended ? updatedMs : nowMs;
  if (fromMs === null || untilMs === null || untilMs <= fromMs) return [];
  const runFromMs = startedMs === null ? untilMs : Math.min(Math.max(startedMs, fromMs), untilMs);
  const waits = phase === "queued" || phase === "waiting";
  const parts: AttemptPart[] = [
    { look: waits ? "queued" : "setup", ms: runFromMs - fromMs },
    { look: runLook(phase), ms: untilMs - runFromMs },
  ];
  return parts.filter(({ ms }) => ms > 0);
}

function runLook(phase: Attempt["phase"]): Look {
  if (phase === "failed") return "failed";
  if (phase === "aborted") return "aborted";
  return isTerminalAttempt(phase) ? "run" : "running";
}
