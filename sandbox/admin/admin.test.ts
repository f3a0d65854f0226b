import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ResourceListRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import {
  ExecutionCreateRequestSchema,
  ExecutionTerminateRequestSchema,
  ExecutionUpdateRequestSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { LaunchPlanCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { NodeExecutionListRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { TaskCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { WorkflowCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import { NodeExecution_Phase, WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { LiteralSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { NodeExecutionEventSchema, WorkflowExecutionEventSchema } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import { openStore } from "../store/database";
import { openObjectStore } from "../store/object-store";
import { adminPort } from "./admin-port";
import type { AdminContext } from "./context";
import { terminateExecution } from "./executions/act";
import { createExecution } from "./executions/create";
import { listExecutions, updateExecution } from "./executions/read";
import { listNodeExecutions } from "./nodes/read";
import { seedProjects } from "./projects";
import { createLaunchPlan } from "./registration/launch-plans";
import { createTask } from "./registration/tasks";
import { createWorkflow } from "./registration/workflows";

const scope = { project: "flytesnacks", domain: "development" };
const named = (resourceType: ResourceType, name: string) => ({ ...scope, resourceType, name, version: "v1" });
const variables = { a: { type: { type: { case: "simple" as const, value: SimpleType.INTEGER } }, description: "" } };
const integer = (value: bigint) =>
  create(LiteralSchema, {
    value: { case: "scalar", value: { value: { case: "primitive", value: { value: { case: "integer", value } } } } },
  });

let folder = "";
let context: AdminContext;
const told: string[] = [];

function open(): AdminContext {
  const opened: AdminContext = {
    store: openStore(folder),
    objects: openObjectStore(join(folder, "objects")),
    engine: {
      start: ({ name }) => void told.push(`start ${name}`),
      abort: ({ name }, cause) => void told.push(`abort ${name}: ${cause}`),
      signalled: () => undefined,
      close: () => Promise.resolve(),
    },
    urls: { sign: () => "" },
  };
  seedProjects(opened);
  return opened;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "contrail-admin-"));
  told.length = 0;
  context = open();
  const taskId = named(ResourceType.TASK, "t");
  const typed = { inputs: { variables }, outputs: { variables } };
  createTask(
    context,
    create(TaskCreateRequestSchema, { id: taskId, spec: { template: { type: "python-task", interface: typed } } }),
  );
  const promise = (nodeId: string) => ({ value: { case: "promise" as const, value: { nodeId, var: "a" } } });
  createWorkflow(
    context,
    create(WorkflowCreateRequestSchema, {
      id: named(ResourceType.WORKFLOW, "w"),
      spec: {
        template: {
          interface: typed,
          nodes: [
            {
              id: "n0",
              inputs: [{ var: "a", binding: promise("") }],
              target: { case: "taskNode", value: { reference: { case: "referenceId", value: taskId } } },
            },
          ],
          outputs: [{ var: "a", binding: promise("n0") }],
        },
      },
    }),
  );
  createLaunchPlan(
    context,
    create(LaunchPlanCreateRequestSchema, {
      id: named(ResourceType.LAUNCH_PLAN, "w"),
      spec: { workflowId: named(ResourceType.WORKFLOW, "w") },
    }),
  );
});

afterEach(() => {
  context.store.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(name: string, value = 1n) {
  return createExecution(
    context,
    create(ExecutionCreateRequestSchema, {
      ...scope,
      name,
      spec: { launchPlan: named(ResourceType.LAUNCH_PLAN, "w"), tags: ["blue"] },
      inputs: { literals: { a: integer(value) } },
    }),
  );
}

function refusal(act: () => unknown): [Code, string] {
  try {
    act();
  } catch (error) {
    if (error instanceof ConnectError) return [error.code, error.rawMessage];
    throw error;
  }
  throw new Error("nothing was refused");
}

const names = (filters = "", key = "execution_created_at") =>
  listExecutions(
    context,
    create(ResourceListRequestSchema, { id: scope, limit: 10, filters, sortBy: { key } }),
  ).executions.map(({ id }) => id?.name);

const move = (name: string, phase: Phase, ms: number) =>
  adminPort(context).workflowEvent(
    create(WorkflowExecutionEventSchema, {
      executionId: { ...scope, name },
      phase,
      occurredAt: timestampFromMs(ms),
      producerId: "propeller",
    }),
  );

describe("executions", () => {
  it("begin without a phase and are handed to the engine", () => {
    start("one");
    const [execution] = listExecutions(context, create(ResourceListRequestSchema, { id: scope, limit: 1 })).executions;
    expect(execution?.closure?.phase).toBe(Phase.UNDEFINED);
    expect(execution?.spec?.maxParallelism).toBe(25);
    expect(told).toEqual(["start one"]);
  });

  it("lose their inputs to a second create of the same name, which is refused", () => {
    const id = start("one", 1n);
    expect(refusal(() => start("one", 99n))[0]).toBe(Code.AlreadyExists);
    expect(adminPort(context).inputs(id).literals.a).toEqual(integer(99n));
  });

  it("last from RUNNING to the end and change no more", () => {
    const id = start("one");
    move("one", Phase.RUNNING, 1_000);
    move("one", Phase.SUCCEEDED, 3_500);
    expect(adminPort(context).execution(id).closure?.duration).toMatchObject({ seconds: 2n, nanos: 500_000_000 });
    expect(refusal(() => move("one", Phase.RUNNING, 4_000))[0]).toBe(Code.FailedPrecondition);
    expect(refusal(() => move("one", Phase.SUCCEEDED, 4_000))[0]).toBe(Code.AlreadyExists);
  });

  it("are ABORTING until the engine has stopped them, and refuse to be stopped afterwards", () => {
    const id = start("one");
    const terminate = (cause: string) =>
      terminateExecution(context, create(ExecutionTerminateRequestSchema, { id, cause }));
    terminate("first");
    terminate("second");
    expect(told.slice(1)).toEqual(["abort one: first", "abort one: second"]);
    expect(adminPort(context).unfinished()).toHaveLength(1);
    move("one", Phase.ABORTED, 2_000);
    expect(adminPort(context).execution(id).closure?.outputResult).toMatchObject({ value: { cause: "second" } });
    expect(refusal(() => terminate("third"))[0]).toBe(Code.FailedPrecondition);
  });

  it("are listed by filters, hidden when archived and repeated by no tag", () => {
    start("one");
    const two = start("two");
    move("two", Phase.RUNNING, 1_000);
    expect(names("eq(phase,RUNNING)")).toEqual(["two"]);
    expect(names("eq(admin_tag.name,blue)")).toEqual(["two", "one"]);
    updateExecution(context, create(ExecutionUpdateRequestSchema, { id: two, state: 1 }));
    expect(names()).toEqual(["one"]);
    expect(names("value_in(state,0;1)")).toEqual(["two", "one"]);
  });

  it("survive the end of the process, which never said good-bye", () => {
    const id = start("one");
    move("one", Phase.RUNNING, 1_000);
    // No close: a killed process does not close either.
    context = open();
    expect(adminPort(context).unfinished()).toEqual([id]);
    expect(adminPort(context).inputs(id).literals.a).toEqual(integer(1n));
  });
});

describe("nodes", () => {
  const report = (nodeId: string, phase: NodeExecution_Phase, parent = "") =>
    adminPort(context).nodeEvent(
      create(NodeExecutionEventSchema, {
        id: { nodeId, executionId: { ...scope, name: "one" } },
        phase,
        specNodeId: nodeId,
        occurredAt: timestampFromMs(1_000),
        ...(parent === "" ? {} : { parentNodeMetadata: { nodeId: parent } }),
      }),
    );
  const listed = (uniqueParentId: string) =>
    listNodeExecutions(
      context,
      create(NodeExecutionListRequestSchema, {
        workflowExecutionId: { ...scope, name: "one" },
        limit: 10,
        uniqueParentId,
      }),
    ).nodeExecutions;

  it("are listed level by level, and parents known by their children", () => {
    start("one");
    report("n0", NodeExecution_Phase.RUNNING);
    report("n0-0-n0", NodeExecution_Phase.QUEUED, "n0");
    expect(listed("").map(({ id, metadata }) => [id?.nodeId, metadata?.isParentNode])).toEqual([["n0", true]]);
    expect(listed("n0").map(({ id }) => id?.nodeId)).toEqual(["n0-0-n0"]);
    expect(refusal(() => listed("nope"))[0]).toBe(Code.NotFound);
  });

  it("need their parent and their execution to be known, and no phase twice", () => {
    start("one");
    expect(refusal(() => report("n0-0-n0", NodeExecution_Phase.QUEUED, "n0"))[0]).toBe(Code.NotFound);
    report("n0", NodeExecution_Phase.SUCCEEDED);
    expect(refusal(() => report("n0", NodeExecution_Phase.SUCCEEDED))[0]).toBe(Code.AlreadyExists);
    expect(refusal(() => report("n0", NodeExecution_Phase.RUNNING))[0]).toBe(Code.FailedPrecondition);
  });
});
