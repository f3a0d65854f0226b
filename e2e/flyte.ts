import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { Sort_Direction } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import type { Execution, ExecutionSpecSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { WorkflowExecution_Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { type Identifier, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type Literal, LiteralSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";

/** The Flyte of the specs, asked past the console: they start what they need and read back what really happened. */
export const SCOPE = {
  project: process.env.CONTRAIL_TEST_PROJECT ?? "flytesnacks",
  domain: process.env.CONTRAIL_TEST_DOMAIN ?? "development",
};

const adminUrl = process.env.CONTRAIL_E2E_ADMIN ?? "";
const client = createClient(AdminService, createGrpcTransport({ baseUrl: adminUrl }));

export const float = (value: number): Literal =>
  create(LiteralSchema, {
    value: { case: "scalar", value: { value: { case: "primitive", value: { value: { case: "floatValue", value } } } } },
  });
export const integer = (value: number): Literal =>
  create(LiteralSchema, {
    value: {
      case: "scalar",
      value: { value: { case: "primitive", value: { value: { case: "integer", value: BigInt(value) } } } },
    },
  });
export const text = (value: string): Literal =>
  create(LiteralSchema, {
    value: {
      case: "scalar",
      value: { value: { case: "primitive", value: { value: { case: "stringValue", value } } } },
    },
  });

/** The newest registered version of a launch plan. */
async function newestLaunchPlan(name: string): Promise<Identifier> {
  const { launchPlans } = await client.listLaunchPlans({
    id: { ...SCOPE, name },
    limit: 1,
    sortBy: { key: "created_at", direction: Sort_Direction.DESCENDING },
  });
  const id = launchPlans[0]?.id;
  if (id === undefined) throw new Error(`${name} is not registered in ${SCOPE.project}/${SCOPE.domain}`);
  return id;
}

/** Starts a run and answers its name. `spec` adds to the launch plan and the metadata. */
export async function startRun(
  launchPlan: string,
  inputs: Record<string, Literal>,
  spec: Exclude<MessageInitShape<typeof ExecutionSpecSchema>, { $typeName: string }> = {},
): Promise<string> {
  const id = await newestLaunchPlan(launchPlan);
  const { id: started } = await client.createExecution({
    ...SCOPE,
    spec: { launchPlan: { ...id, resourceType: ResourceType.LAUNCH_PLAN }, metadata: {}, ...spec },
    inputs: { literals: inputs },
  });
  if (started === undefined) throw new Error("CreateExecution answered without an id");
  return started.name;
}

export async function getRun(name: string): Promise<Execution> {
  return client.getExecution({ id: { ...SCOPE, name } });
}

export async function getInputs(name: string): Promise<Record<string, Literal>> {
  const { fullInputs } = await client.getExecutionData({ id: { ...SCOPE, name } });
  return fullInputs?.literals ?? {};
}

/** Unique ids of the top-level nodes. */
export async function topLevelNodes(name: string): Promise<{ nodeId: string; specNodeId: string }[]> {
  const { nodeExecutions } = await client.listNodeExecutions({
    workflowExecutionId: { ...SCOPE, name },
    limit: 1_000,
    sortBy: { key: "id", direction: Sort_Direction.ASCENDING },
  });
  return nodeExecutions
    .map((node) => ({ nodeId: node.id?.nodeId ?? "", specNodeId: node.metadata?.specNodeId ?? "" }))
    .filter(({ specNodeId }) => specNodeId !== "start-node" && specNodeId !== "end-node");
}

const ENDED = new Set([
  WorkflowExecution_Phase.SUCCEEDED,
  WorkflowExecution_Phase.FAILED,
  WorkflowExecution_Phase.ABORTED,
  WorkflowExecution_Phase.TIMED_OUT,
]);

/** Waits until the run has ended, and says how. */
export async function waitForEnd(name: string, deadlineMs = 60_000): Promise<WorkflowExecution_Phase> {
  const endsAt = Date.now() + deadlineMs;
  for (;;) {
    const phase = (await getRun(name)).closure?.phase ?? WorkflowExecution_Phase.UNDEFINED;
    if (ENDED.has(phase)) return phase;
    if (Date.now() > endsAt)
      throw new Error(`${name} is still ${WorkflowExecution_Phase[phase]} after ${deadlineMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

export async function terminateRun(name: string): Promise<void> {
  await client.terminateExecution({ id: { ...SCOPE, name }, cause: "the test is over" });
}

export { WorkflowExecution_Phase as RunPhase };
