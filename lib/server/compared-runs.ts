import "server-only";
import type { ComparedRun } from "@/lib/contract/compare";
import type { ExecutionRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "./backend";
import { toProblem } from "./http/problem";
import { mapPool } from "./pool";

/** Runs read at a time: two calls each, so a comparison of twenty never holds more than eight calls open. */
const RUNS_AT_A_TIME = 4;

/** Reads the runs of a comparison; one that fails is told as failed and takes no other down. */
export function comparedRuns(
  backend: FlyteBackend,
  refs: readonly ExecutionRef[],
  requestId: string,
  call: Call,
): Promise<ComparedRun[]> {
  return mapPool(refs, RUNS_AT_A_TIME, async (ref): Promise<ComparedRun> => {
    try {
      const [execution, data] = await Promise.all([
        backend.getExecution(ref, call),
        backend.getExecutionData(ref, call),
      ]);
      return { state: "loaded", ref, execution, data };
    } catch (error) {
      return { state: "failed", ref, problem: toProblem(error, requestId) };
    }
  });
}
