import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { Sort_Direction } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import type { Shape } from "../shapes";
import { identifier, outerTemplate, SCOPE, shapeTemplate, stepTask } from "./messages";

const VERSION = "bench-1";
const ENDED: ReadonlySet<Phase> = new Set([Phase.SUCCEEDED, Phase.FAILED, Phase.ABORTED, Phase.TIMED_OUT]);

/** The Flyte of a bench, asked past the console: it gets shapes registered and run, and says what really happened. */
export type BenchFlyte = ReturnType<typeof openFlyte>;

export function openFlyte(adminUrl: string) {
  const client = createClient(AdminService, createGrpcTransport({ baseUrl: adminUrl }));
  const task = stepTask(VERSION);
  let isTaskThere = false;

  /** Registers a shape and starts it; each node takes `paceS` seconds. Answers the execution's name. */
  async function start(shape: Shape, { paceS, parallelism }: { paceS: number; parallelism: number }): Promise<string> {
    if (!isTaskThere) await client.createTask({ id: task.id, spec: { template: task } });
    isTaskThere = true;
    const inner = shapeTemplate(shape, task, paceS, VERSION);
    const template = outerTemplate(inner, VERSION);
    await client.createWorkflow({ id: template.id, spec: { template, subWorkflows: [inner] } });
    const launchPlan = identifier(ResourceType.LAUNCH_PLAN, template.id?.name ?? "", VERSION);
    await client.createLaunchPlan({ id: launchPlan, spec: { workflowId: template.id, entityMetadata: {} } });
    const { id } = await client.createExecution({
      ...SCOPE,
      spec: { launchPlan, metadata: {}, maxParallelism: parallelism },
      inputs: {},
    });
    if (id === undefined) throw new Error("CreateExecution answered without an id");
    return id.name;
  }

  const isOver = async (name: string): Promise<boolean> => {
    const { closure } = await client.getExecution({ id: { ...SCOPE, name } });
    return ENDED.has(closure?.phase ?? Phase.UNDEFINED);
  };

  /** Waits for the end of a run; one that is not over in time is terminated, so that it does not disturb what follows. */
  async function settle(name: string, deadlineMs: number): Promise<"ended" | "terminated"> {
    const endsAt = Date.now() + deadlineMs;
    let cut = false;
    for (;;) {
      if (await isOver(name)) return cut ? "terminated" : "ended";
      if (!cut && Date.now() > endsAt) {
        cut = true;
        await client.terminateExecution({ id: { ...SCOPE, name }, cause: "the bench goes on" });
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Node rows under a parent, or of the top level. */
  async function rows(name: string, uniqueParentId = ""): Promise<NodeExecution[]> {
    const found: NodeExecution[] = [];
    let token = "";
    do {
      const page = await client.listNodeExecutions({
        workflowExecutionId: { ...SCOPE, name },
        uniqueParentId,
        limit: 1_000,
        token,
        sortBy: { key: "id", direction: Sort_Direction.ASCENDING },
      });
      found.push(...page.nodeExecutions);
      token = page.token;
    } while (token !== "");
    return found;
  }

  return { start, isOver, settle, rows };
}
