import type { Execution } from "@/lib/core/execution";
import { formatDuration } from "@/lib/core/format/duration";
import { errorLineOf } from "./error-line";
import { runTimeMs } from "./run-time";

/** What a person wants to know next of a run: `strong` names the thing, `text` says what about it. */
export type Outcome = { tone: "failed" | "plain"; strong: string | null; text: string };

/** Read from the list's row alone; null when Flyte says nothing more than the phase. */
export function outcomeOf(execution: Execution, nowMs: number): Outcome | null {
  const { phase, error, abort } = execution;
  if (error !== null) {
    const { name, text } = errorLineOf(error);
    return { tone: "failed", strong: name || null, text };
  }
  if (abort !== null) {
    const cause = abort.cause === "" ? "no reason given" : `“${abort.cause.split("\n", 1)[0]}”`;
    return { tone: "plain", strong: abort.by || null, text: cause };
  }
  const ms = phase === "running" ? runTimeMs(execution, nowMs) : null;
  if (ms !== null) return { tone: "plain", strong: null, text: `running for ${formatDuration(wholeSeconds(ms))}` };
  return originOf(execution);
}

function originOf({ mode, reference, parent }: Execution): Outcome | null {
  if (mode === "recovered" && reference !== null) return plain("recovered from", reference.name);
  if (mode === "relaunch" && reference !== null) return plain("relaunch of", reference.name);
  if (parent !== null) return plain("child of", parent.execution.name);
  return null;
}

const plain = (what: string, name: string): Outcome => ({ tone: "plain", strong: null, text: `${what} ${name}` });

export const wholeSeconds = (ms: number): number => Math.floor(ms / 1_000) * 1_000;

/** Who started it: a person, or the mode that did. */
export function startedBy({ principal, mode }: Execution): string {
  if (principal !== "") return principal;
  if (mode === "scheduled") return "schedule";
  if (mode === "child_workflow") return "parent run";
  return mode === "trigger" ? "trigger" : "—";
}
