import { type DescMessage, fromBinary, type MessageShape } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, it } from "vitest";
import {
  ExecutionSchema,
  WorkflowExecutionGetDataResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { LaunchPlanSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { NodeExecutionListSchema } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { TaskExecutionListSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import { TaskSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { WorkflowSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import { bodyOf, loadCalls } from "@/lib/testing/recordings/load";
import { toAttempt } from "./map-attempt";
import { toLaunchPlan, toWorkflowVersion } from "./map-entity";
import { toExecution } from "./map-execution";
import { toNodeRow } from "./map-node";
import { toTaskVersion } from "./map-task";
import { toNamedValues } from "./map-value";

const connection = "default";

/** A message of the bytes, or null where they are none: whether bytes are a message is the library's to say. */
function parse<D extends DescMessage>(schema: D, bytes: Uint8Array): MessageShape<D> | null {
  try {
    return fromBinary(schema, bytes);
  } catch {
    return null;
  }
}

type Mapper = [rpc: string, recording: string, map: (bytes: Uint8Array) => unknown];

function mapper<D extends DescMessage>(schema: D, map: (message: MessageShape<D>) => unknown): Mapper[2] {
  return (bytes) => {
    const message = parse(schema, bytes);
    return message === null ? null : JSON.stringify(map(message));
  };
}

const MAPPERS: Mapper[] = [
  [
    "GetExecution",
    "executions/on-failure.json.gz",
    mapper(ExecutionSchema, (run) => toExecution(run, connection, "get")),
  ],
  [
    "GetExecutionData",
    "executions/lit-dataclass.json.gz",
    mapper(WorkflowExecutionGetDataResponseSchema, (data) => [data.fullInputs, data.fullOutputs].map(toNamedValues)),
  ],
  [
    "ListNodeExecutions",
    "executions/cache-serialize-2.json.gz",
    mapper(NodeExecutionListSchema, ({ nodeExecutions }) =>
      nodeExecutions.map((node) => toNodeRow(node, { parentId: null, connection, from: "list" })),
    ),
  ],
  [
    "ListTaskExecutions",
    "executions/map-fails.json",
    mapper(TaskExecutionListSchema, ({ taskExecutions }) => taskExecutions.map((task) => toAttempt(task, connection))),
  ],
  ["GetWorkflow", "executions/cond-nested.json", mapper(WorkflowSchema, (flow) => toWorkflowVersion(flow, connection))],
  [
    "GetLaunchPlan",
    "executions/lit-unions.json.gz",
    mapper(LaunchPlanSchema, (plan) => toLaunchPlan(plan, connection)),
  ],
  ["GetTask", "executions/lit-void.json", mapper(TaskSchema, (task) => toTaskVersion(task, connection))],
];

describe("mapping never throws", () => {
  it.each(MAPPERS)("on a damaged answer of %s", (rpc, recording, map) => {
    const bodies = loadCalls(recording).flatMap((call) => {
      const body = call.rpc === `AdminService.${rpc}` ? bodyOf(call, "response") : null;
      return body === null || body.length === 0 ? [] : [body];
    });
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...bodies), damage, (body, changes) => {
        const bytes = Uint8Array.from(body);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        map(bytes);
      }),
      { numRuns: 1_500 },
    );
  });
});
