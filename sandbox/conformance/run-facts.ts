import { fromBinary } from "@bufbuild/protobuf";
import {
  type Execution,
  ExecutionCreateRequestSchema,
  ExecutionCreateResponseSchema,
  WorkflowExecutionGetDataRequestSchema,
  WorkflowExecutionGetDataResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import {
  type NodeExecution,
  NodeExecutionGetDataRequestSchema,
  type NodeExecutionGetDataResponse,
  NodeExecutionGetDataResponseSchema,
  NodeExecutionListRequestSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import {
  type TaskExecution,
  TaskExecutionGetDataRequestSchema,
  type TaskExecutionGetDataResponse,
  TaskExecutionGetDataResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import type {
  NodeExecutionIdentifier,
  TaskExecutionIdentifier,
  WorkflowExecutionIdentifier,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { Facts } from "./facts";
import type { RecordedCall } from "./recordings";

export type Seen<T> = { at: number; record: T; isWhole: boolean };
type RunData = { inputs: LiteralMap | undefined; outputs: LiteralMap | undefined };

export const runKey = (id: WorkflowExecutionIdentifier | undefined): string =>
  [id?.project, id?.domain, id?.name].join("/");
export const nodeKey = (id: NodeExecutionIdentifier | undefined): string =>
  `${runKey(id?.executionId)}/${id?.nodeId ?? ""}`;

export const attemptKey = (id: TaskExecutionIdentifier | undefined): string =>
  `${nodeKey(id?.nodeExecutionId)}/${id?.taskId?.name ?? ""}/${id?.retryAttempt ?? 0}`;

/** All that a recording shows of executions: which record was seen at which call, who is whose parent, what went in and out. */
export class RunFacts {
  readonly runs = new Map<string, Seen<Execution>[]>();
  readonly nodes = new Map<string, Seen<NodeExecution>[]>();
  readonly nodesOfRun = new Map<string, Set<string>>();
  readonly attempts = new Map<string, Seen<TaskExecution>[]>();
  readonly parents = new Map<string, string>();
  readonly runData = new Map<string, RunData>();
  /** Inputs that some run of a plan had, by the plan's name. */
  readonly planInputs = new Map<string, LiteralMap>();
  readonly attemptData = new Map<string, TaskExecutionGetDataResponse>();
  readonly nodeData = new Map<string, NodeExecutionGetDataResponse>();
  /** Executions that a recorded call makes itself. */
  readonly made = new Set<string>();

  add(at: number, call: RecordedCall, facts: Facts): void {
    const isWhole = !call.rpc.includes(".List");
    for (const record of facts.executions) push(this.runs, runKey(record.id), { at, record, isWhole });
    for (const record of facts.nodes) {
      push(this.nodes, nodeKey(record.id), { at, record, isWhole });
      const run = runKey(record.id?.executionId);
      this.nodesOfRun.set(run, (this.nodesOfRun.get(run) ?? new Set()).add(nodeKey(record.id)));
    }
    for (const record of facts.attempts) {
      push(this.attempts, nodeKey(record.id?.nodeExecutionId), { at, record, isWhole: true });
    }
    this.addData(call, facts);
  }

  private addData(call: RecordedCall, facts: Facts): void {
    if (call.ok !== true || typeof call.requestBase64 !== "string" || typeof call.responseBase64 !== "string") return;
    const [request, response] = [Buffer.from(call.requestBase64, "base64"), Buffer.from(call.responseBase64, "base64")];
    if (/\.(Create|Relaunch|Recover)Execution$/.test(call.rpc)) {
      this.made.add(runKey(fromBinary(ExecutionCreateResponseSchema, response).id));
      if (call.rpc === "AdminService.CreateExecution") this.addInputs(request);
    } else if (call.rpc === "AdminService.ListNodeExecutions") {
      const { uniqueParentId } = fromBinary(NodeExecutionListRequestSchema, request);
      if (uniqueParentId !== "") for (const { id } of facts.nodes) this.parents.set(nodeKey(id), uniqueParentId);
    } else if (call.rpc === "AdminService.GetExecutionData") {
      const data = fromBinary(WorkflowExecutionGetDataResponseSchema, response);
      const { id } = fromBinary(WorkflowExecutionGetDataRequestSchema, request);
      this.runData.set(runKey(id), { inputs: data.fullInputs, outputs: data.fullOutputs });
    } else if (call.rpc === "AdminService.GetNodeExecutionData") {
      const { id } = fromBinary(NodeExecutionGetDataRequestSchema, request);
      this.nodeData.set(nodeKey(id), fromBinary(NodeExecutionGetDataResponseSchema, response));
    } else if (call.rpc === "AdminService.GetTaskExecutionData") {
      const { id } = fromBinary(TaskExecutionGetDataRequestSchema, request);
      this.attemptData.set(attemptKey(id), fromBinary(TaskExecutionGetDataResponseSchema, response));
    }
  }

  private addInputs(bytes: Uint8Array): void {
    const { spec, inputs } = fromBinary(ExecutionCreateRequestSchema, bytes);
    if (inputs !== undefined) this.planInputs.set(spec?.launchPlan?.name ?? "", inputs);
  }

  /** What was known of a subject at call `at`: its newest record by then, or the first that came later. */
  static latest<T>(seen: readonly Seen<T>[] | undefined, at: number): T | undefined {
    if (seen === undefined) return undefined;
    const before = seen.filter((each) => each.at <= at).at(-1) ?? seen[0];
    return before?.record;
  }
}

function push<T>(map: Map<string, Seen<T>[]>, key: string, seen: Seen<T>): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [seen]);
  else known.push(seen);
}
