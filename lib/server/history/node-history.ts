import "server-only";
import { ContrailError } from "@/lib/core/errors";
import type { Execution } from "@/lib/core/execution";
import type { NodeInRun, NodeRun } from "@/lib/core/history/types";
import type { NodeRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { toProblem } from "@/lib/server/http/problem";
import { mapPool } from "@/lib/server/pool";
import { earlierRuns } from "./what-launched";

const RUNS = 10;
const RUNS_AT_A_TIME = 4;

/**
 * What a node did in this run and in those before it, ten in all, the newest first. The node is known by its unique id,
 * which is the same in every run of one shape; a run of another shape has no such node.
 */
export async function nodeHistory(
  backend: FlyteBackend,
  { execution: ref, nodeId }: NodeRef,
  requestId: string,
  call: Call,
): Promise<NodeRun[]> {
  const execution = await backend.getExecution(ref, call);
  const runs = [execution];
  if (execution.createdMs !== null && execution.launched.name !== "") {
    const query = earlierRuns(execution, { phase: [], limit: RUNS - 1, createdBeforeMs: execution.createdMs });
    runs.push(...(await backend.listExecutions(query, call)).items);
  }
  return mapPool(runs, RUNS_AT_A_TIME, async (run) => ({
    execution: run.ref,
    version: (run.workflow ?? run.launched).version,
    executionPhase: run.phase,
    createdMs: run.createdMs,
    node: await readNode(backend, run, nodeId, requestId, call),
  }));
}

async function readNode(
  backend: FlyteBackend,
  { ref }: Execution,
  nodeId: string,
  requestId: string,
  call: Call,
): Promise<NodeInRun> {
  const node = { execution: ref, nodeId };
  try {
    const row = await backend.getNode(node, null, call);
    const attempts = row.isParent || row.childExecution !== null ? [] : await backend.listAttempts(node, call);
    return {
      state: "present",
      phase: row.phase,
      startedMs: row.startedMs,
      durationMs: row.durationMs,
      attempts: attempts.length === 0 ? null : attempts.length,
      cacheStatus: row.cacheStatus,
      errorCode: row.error?.code ?? "",
    };
  } catch (error) {
    if (error instanceof ContrailError && error.code === "not_found") return { state: "absent" };
    return { state: "failed", problem: toProblem(error, requestId) };
  }
}
