import type { Execution } from "@/lib/core/execution";
import { isTerminalExecution } from "@/lib/core/phase";

/** How long a run took, or has taken until `nowMs` while it runs; null when that is not known. Milliseconds. */
export function runTimeMs(
  { phase, durationMs, startedMs, createdMs, updatedMs }: Execution,
  nowMs: number,
): number | null {
  const fromMs = startedMs ?? createdMs;
  if (!isTerminalExecution(phase)) return fromMs === null || phase === "queued" ? null : Math.max(0, nowMs - fromMs);
  if (durationMs !== null) return durationMs;
  return fromMs === null || updatedMs === null ? null : Math.max(0, updatedMs - fromMs);
}

/** Median of the ended runs; null without any. */
export function medianRunTimeMs(executions: readonly Execution[]): number | null {
  const times = executions
    .filter(({ phase }) => isTerminalExecution(phase))
    .map((execution) => runTimeMs(execution, 0))
    .filter((ms) => ms !== null)
    .toSorted((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)];
  if (middle === undefined || times.length % 2 === 1) return middle ?? null;
  return (middle + (times[times.length / 2 - 1] ?? middle)) / 2;
}
