import type { Freshness } from "@/components/shell/liveness";
import type { ComparedRun } from "@/lib/contract/compare";
import { isTerminalExecution } from "@/lib/core/phase";

/** Twenty runs are forty calls to Flyte, so a comparison is asked again less often than a page that watches one run. */
const ALIVE_MS = 5_000;

const isAlive = (run: ComparedRun): boolean =>
  run.state === "failed" ? run.problem.code === "unavailable" : !isTerminalExecution(run.execution.phase);

/** When to ask again, in ms; false once all runs have ended. */
export function refetchIn(runs: readonly ComparedRun[] | undefined, failed: boolean): number | false {
  return failed || runs?.some(isAlive) ? ALIVE_MS : false;
}

export function freshnessOf(runs: readonly ComparedRun[] | undefined, asOfMs: number, failed: boolean): Freshness {
  if (runs === undefined) return { state: "loading" };
  if (failed) return { state: "stale", asOfMs };
  const ended = runs.filter((run) => !isAlive(run)).length;
  return ended < runs.length ? { state: "live", asOfMs } : { state: "final", note: `final, all ${runs.length} ended` };
}
