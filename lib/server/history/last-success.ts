import "server-only";
import type { Execution } from "@/lib/core/execution";
import { differencesFrom, type RunWithNodes } from "@/lib/core/history/differences";
import type { LastSuccess } from "@/lib/core/history/types";
import type { ExecutionRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { earlierRuns } from "./what-launched";

/** Nodes of the top level that are held against each other. */
const MAX_NODES = 500;

/** The newest success before a run of what it launched, with what differs; null where there is none. */
export async function lastSuccess(backend: FlyteBackend, ref: ExecutionRef, call: Call): Promise<LastSuccess | null> {
  const execution = await backend.getExecution(ref, call);
  const createdBeforeMs = execution.createdMs;
  if (createdBeforeMs === null || execution.launched.name === "") return null;
  const query = earlierRuns(execution, { phase: ["succeeded"], limit: 1, createdBeforeMs });
  const [success] = (await backend.listExecutions(query, call)).items;
  if (success === undefined) return null;
  const [before, now] = await Promise.all([read(backend, success, call), read(backend, execution, call)]);
  return differencesFrom(before, now);
}

async function read(backend: FlyteBackend, execution: Execution, call: Call): Promise<RunWithNodes> {
  const { ref } = execution;
  const top = { execution: ref, parentId: null, writtenSinceMs: null, limit: MAX_NODES, token: null };
  const [data, nodes] = await Promise.all([backend.getExecutionData(ref, call), backend.listNodes(top, call)]);
  return { execution, data, rows: nodes.items };
}
