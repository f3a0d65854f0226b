import { create } from "@bufbuild/protobuf";
import { afterEach, expect, test } from "vitest";
import { ExecutionCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import {
  NodeExecution_Phase as NodePhase,
  WorkflowExecution_Phase as Phase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  type Identifier,
  ResourceType,
  type WorkflowExecutionIdentifier,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { BindingData } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import {
  type Node,
  NodeSchema,
  type WorkflowTemplate,
  WorkflowTemplateSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { createExecution } from "@/sandbox/admin/executions/create";
import { registerTask, registerWorkflow } from "@/sandbox/scale/shapes/register";
import { identifier, pythonTask, simple, variables } from "@/sandbox/scale/shapes/tasks";
import { textOf } from "@/sandbox/store/row";
import { engineWith } from "./engine";
import { parseScript, ScriptedRunner } from "./runner/script";
import { inlineRunner } from "./testing/inline-runner";
import { openAdmin, type RealAdmin, removeFolder } from "./testing/real-admin";
import { until } from "./testing/run-to-end";

const PLACE = { project: "flytesnacks", domain: "development", version: "v1" };
const INTEGER = simple(SimpleType.INTEGER);
const square = pythonTask(PLACE, "my.square", { x: INTEGER }, { o0: INTEGER }, { retries: 0 });
const eager = pythonTask(PLACE, "my.eager_flow", {}, { o0: INTEGER });

const opened: RealAdmin[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) {
    await each.close();
    removeFolder(each.folder);
  }
});

function start(script: unknown): RealAdmin {
  const runner = new ScriptedRunner(parseScript(script), inlineRunner);
  const options = { retryDelayMs: 0, startDelayMs: 0, logUri: (object: string) => object };
  const admin = openAdmin((port) => engineWith(port, runner, options));
  opened.push(admin);
  for (const task of [square, eager]) registerTask(admin.context, task);
  return admin;
}

async function run({ context, port }: RealAdmin, launchPlan: Identifier | undefined, name: string) {
  if (launchPlan === undefined) throw new Error("nothing to launch");
  const request = create(ExecutionCreateRequestSchema, {
    ...PLACE,
    name,
    spec: { launchPlan, metadata: {} },
    inputs: {},
  });
  const id = createExecution(context, request);
  await until(() => [Phase.SUCCEEDED, Phase.FAILED].includes(port.execution(id).closure?.phase ?? 0));
  return id;
}

const integer = (value: number) => ({ case: "integer" as const, value: BigInt(value) });
const scalar = (value: number): Pick<BindingData, "value"> => ({
  value: {
    case: "scalar",
    value: {
      $typeName: "flyteidl.core.Scalar",
      value: { case: "primitive", value: { $typeName: "flyteidl.core.Primitive", value: integer(value) } },
    },
  },
});

const promised = { value: { case: "promise" as const, value: { nodeId: "", var: "x" } } };

function squareNode(x: number | null): Node {
  return create(NodeSchema, {
    id: "n0",
    inputs: [{ var: "x", binding: x === null ? promised : scalar(x) }],
    target: { case: "taskNode", value: { reference: reference(square.id) } },
  });
}

const reference = (id: Identifier | undefined) =>
  id === undefined ? { case: undefined } : { case: "referenceId" as const, value: id };

function workflow(name: string, nodes: Node[], inputs = {}): WorkflowTemplate {
  return create(WorkflowTemplateSchema, {
    id: identifier(ResourceType.WORKFLOW, PLACE, name),
    interface: { inputs: variables(inputs), outputs: variables({}) },
    nodes,
  });
}

const nodesOf = ({ port }: RealAdmin, id: WorkflowExecutionIdentifier) =>
  port
    .nodes(id)
    .map(({ id: node, closure, metadata }) => [node?.nodeId, NodePhase[closure?.phase ?? 0], metadata?.retryGroup]);

test("an eager task starts executions of single tasks, tied to it by name and labels", async () => {
  const admin = start({
    "my.eager_flow": {
      eager: [
        { task: "my.square", inputs: { x: 3 } },
        { task: "my.square", inputs: { x: 4 } },
      ],
      outputs: { o0: 25 },
    },
    "my.square": { outputs: { o0: 9 } },
  });
  const id = await run(admin, eager.id, "parent12345");
  expect(admin.port.execution(id).closure?.phase).toBe(Phase.SUCCEEDED);
  const rows = admin.context.store.all(
    "SELECT execution_name, launch_entity FROM executions WHERE execution_name LIKE 'e-%'",
  );
  expect(rows.map(({ execution_name: name }) => name)).toEqual([
    expect.stringMatching(/^e-eager-fl-paren-square-[0-9a-f]{16}$/),
    expect.stringMatching(/^e-eager-fl-paren-square-[0-9a-f]{16}$/),
  ]);
  const child = { ...id, name: rows[0] === undefined ? "" : textOf(rows[0], "execution_name") };
  expect(admin.port.execution(child).spec?.labels?.values).toEqual({
    "eager-exec": "parent12345",
    "eager-root-exec": "parent12345",
  });
});

test("an eager task fails with what it started", async () => {
  const admin = start({
    "my.eager_flow": { eager: [{ task: "my.square", inputs: { x: 3 } }] },
    "my.square": { failures: [{ message: "no squares today" }] },
  });
  const { closure } = admin.port.execution(await run(admin, eager.id, "parent"));
  expect(closure?.phase).toBe(Phase.FAILED);
  expect(closure?.outputResult).toMatchObject({ case: "error", value: { code: "USER:EagerException" } });
});

test("a map over a launch plan lists its executions", async () => {
  const admin = start({ "my.square": { outputs: { o0: 9 } } });
  registerWorkflow(admin.context, workflow("my.child", [squareNode(null)], { x: INTEGER }));
  const launched = create(NodeSchema, {
    id: "n0",
    target: {
      case: "workflowNode",
      value: {
        reference: { case: "launchplanRef", value: identifier(ResourceType.LAUNCH_PLAN, PLACE, "my.child") },
      },
    },
  });
  const list = { case: "collection" as const, value: { bindings: [scalar(1), scalar(2), scalar(3)] } };
  const mapped = create(NodeSchema, {
    id: "n0",
    inputs: [{ var: "x", binding: { value: list } }],
    target: { case: "arrayNode", value: { node: { ...launched, inputs: [] } } },
  });
  registerWorkflow(admin.context, workflow("my.parent", [mapped]));
  const id = await run(admin, identifier(ResourceType.LAUNCH_PLAN, PLACE, "my.parent"), "parent");
  expect(admin.port.execution(id).closure?.outputResult).toMatchObject({ case: "outputs" });
  const node = admin.port.nodes(id).find(({ id: each }) => each?.nodeId === "n0");
  const items =
    node?.id === undefined ? [] : (admin.port.taskAttempts(node.id)[0]?.closure?.metadata?.externalResources ?? []);
  const children = items.map(({ targetMetadata }) =>
    targetMetadata.case === "workflowNodeMetadata" ? (targetMetadata.value.executionId?.name ?? "") : "",
  );
  expect(children).toHaveLength(3);
  for (const name of children) {
    expect(name).toMatch(/^f[a-z1-6]{13}$/);
    const { spec } = admin.port.execution({ ...id, name });
    expect(spec?.metadata?.parentNodeExecution?.nodeId).toBe("n0");
  }
});

test("a sub-workflow node with retries is walked anew, in a retry group of its own", async () => {
  const admin = start({});
  const sub = workflow("my.sub", [squareNode(2)]);
  const parent = create(NodeSchema, {
    id: "n0",
    metadata: { retries: { retries: 1 } },
    target: {
      case: "workflowNode",
      value: { reference: { case: "subWorkflowRef", value: identifier(ResourceType.WORKFLOW, PLACE, "my.sub") } },
    },
  });
  registerWorkflow(admin.context, workflow("my.parent", [parent]), [sub]);
  const id = await run(admin, identifier(ResourceType.LAUNCH_PLAN, PLACE, "my.parent"), "parent");
  expect(nodesOf(admin, id)).toEqual([
    ["start-node", "SUCCEEDED", ""],
    ["n0", "FAILED", ""],
    ["n0-0-start-node", "SUCCEEDED", "0"],
    ["n0-0-n0", "FAILED", "0"],
    ["n0-1-start-node", "SUCCEEDED", "1"],
    ["n0-1-n0", "FAILED", "1"],
  ]);
});
