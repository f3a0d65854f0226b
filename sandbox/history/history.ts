import { setTimeout as wait } from "node:timers/promises";
import { type Client, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { Sort_Direction } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import type { Execution } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { ResourceType, type WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { float, integer, type PlannedRun, plannedRuns, text } from "./planned-runs";
import { PROJECT, registerDemo } from "./register-demo";

/** Executions of the history that run at the same time; more would only share the two worker threads. */
const AT_ONCE = 8;
const POLL_MS = 250;
const KEEP_ALIVE_POLL_MS = 5_000;
const KEEP_ALIVE_TAG = "always-running";
const ENDED = new Set([Phase.SUCCEEDED, Phase.FAILED, Phase.ABORTED, Phase.TIMED_OUT]);

type Admin = Client<typeof AdminService>;

/**
 * Registers the demo workflows: resolves when development has them. The other domains follow behind, so that a first start
 * is quick; `rest` resolves with them.
 */
export async function prepareDemo(adminUrl: string): Promise<{ rest: Promise<void> }> {
  const admin = adminAt(adminUrl);
  await registerDemo(admin, "development");
  const rest = registerDemo(admin, "staging").then(() => registerDemo(admin, "production"));
  // Whoever waits for it is told; nobody has to.
  rest.catch(() => undefined);
  return { rest };
}

/**
 * Makes a history by really running it as soon as `prepared`, then keeps one long run alive. Answers how to stop;
 * `onProblem` is told when the history cannot go on.
 */
export function startHistory(
  adminUrl: string,
  prepared: Promise<void>,
  onProblem: (message: string) => void,
): () => void {
  const admin = adminAt(adminUrl);
  const stopped = new AbortController();
  void prepared
    .then(() => tell(admin, stopped.signal))
    .then(() => keepAlive(admin, stopped.signal))
    .catch((cause: unknown) => {
      if (!stopped.signal.aborted) onProblem(cause instanceof Error ? cause.message : String(cause));
    });
  return () => stopped.abort();
}

function adminAt(adminUrl: string): Admin {
  return createClient(AdminService, createGrpcTransport({ baseUrl: adminUrl }));
}

async function tell(admin: Admin, signal: AbortSignal): Promise<void> {
  const { executions } = await admin.listExecutions({ id: { project: PROJECT, domain: "development" }, limit: 1 });
  if (executions.length > 0) return;
  const waiting = plannedRuns();
  const next = async (): Promise<void> => {
    for (let run = waiting.shift(); run !== undefined && !signal.aborted; run = waiting.shift())
      await runOnce(admin, run, signal);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function runOnce(admin: Admin, run: PlannedRun, signal: AbortSignal): Promise<void> {
  const id = await start(admin, run);
  if (run.abort !== undefined) {
    await until(admin, id, signal, ({ closure }) => closure?.phase === Phase.RUNNING);
    await wait(1_500, undefined, { signal });
    await admin.terminateExecution({ id, cause: run.abort });
  }
  await until(admin, id, signal, hasEnded);
}

async function start(admin: Admin, run: PlannedRun): Promise<WorkflowExecutionIdentifier> {
  const { id } = await admin.createExecution({
    project: PROJECT,
    domain: run.domain,
    inputs: { literals: run.inputs },
    spec: {
      launchPlan: {
        resourceType: ResourceType.LAUNCH_PLAN,
        project: PROJECT,
        domain: run.domain,
        name: run.launchPlan,
        version: run.version,
      },
      metadata: {},
      labels: { values: run.labels },
      tags: run.tags,
    },
  });
  if (id === undefined) throw new Error("CreateExecution answered without an id");
  return id;
}

function hasEnded({ closure }: Execution): boolean {
  return ENDED.has(closure?.phase ?? Phase.UNDEFINED);
}

async function until(
  admin: Admin,
  id: WorkflowExecutionIdentifier,
  signal: AbortSignal,
  holds: (execution: Execution) => boolean,
): Promise<void> {
  for (;;) {
    const execution = await admin.getExecution({ id });
    if (holds(execution) || hasEnded(execution)) return;
    await wait(POLL_MS, undefined, { signal });
  }
}

/** Two hours of one log line a second, begun anew when it ends; a restart finds the run that it left. */
async function keepAlive(admin: Admin, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { executions } = await admin.listExecutions({
      id: { project: PROJECT, domain: "development" },
      limit: 1,
      filters: `eq(execution_tag.key,${KEEP_ALIVE_TAG})`,
      sortBy: { key: "created_at", direction: Sort_Direction.DESCENDING },
    });
    const last = executions[0];
    if (last === undefined || hasEnded(last))
      await start(admin, {
        launchPlan: "eta.operations.refresh_road_graph",
        version: "v3",
        domain: "development",
        inputs: { pace: float(1), steps: integer(7_200), region: text("berlin") },
        labels: { team: "routing", owner: "amara" },
        tags: [KEEP_ALIVE_TAG],
      });
    await wait(KEEP_ALIVE_POLL_MS, undefined, { signal });
  }
}
