import { create } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import type { NodeExecution, NodeExecutionGetDataResponse } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import type { TaskExecution } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  NodeExecution_Phase as NodePhase,
  TaskExecution_Phase as TaskPhase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import {
  type NodeExecutionEvent,
  NodeExecutionEventSchema,
  type TaskExecutionEvent,
  TaskExecutionEventSchema,
} from "@/lib/flyteidl/gen/flyteidl/event/event_pb";

const NODE_ENDS: ReadonlySet<NodePhase> = new Set([
  NodePhase.SUCCEEDED,
  NodePhase.FAILED,
  NodePhase.TIMED_OUT,
  NodePhase.ABORTED,
  NodePhase.SKIPPED,
  NodePhase.RECOVERED,
]);

type Span = { startedAt?: Timestamp | undefined; duration?: { seconds: bigint; nanos: number } | undefined };

function endOf({ startedAt, duration }: Span): Timestamp | undefined {
  if (startedAt === undefined || duration === undefined) return undefined;
  const nanos = startedAt.nanos + duration.nanos;
  return create(TimestampSchema, {
    seconds: startedAt.seconds + duration.seconds + BigInt(Math.floor(nanos / 1e9)),
    nanos: nanos % 1e9,
  });
}

/** The events by which a node came to the recorded state. `isNew` when it has not been reported before. */
export function nodeEvents(
  { id, closure, metadata, inputUri }: NodeExecution,
  parentId: string | undefined,
  data: NodeExecutionGetDataResponse | undefined,
  isNew: boolean,
): NodeExecutionEvent[] {
  if (id === undefined || closure === undefined) return [];
  const facts = {
    id,
    producerId: "propeller",
    eventVersion: 1,
    ...placeOf(metadata, parentId),
    deckUri: closure.deckUri,
    inputValue: inputOf(inputUri, inputUri === "" ? undefined : data?.fullInputs),
    targetMetadata: targetOf(closure, data),
  };
  const event = (phase: NodePhase, occurredAt: Timestamp | undefined): NodeExecutionEvent =>
    create(NodeExecutionEventSchema, { ...facts, phase, ...(occurredAt === undefined ? {} : { occurredAt }) });
  const events: NodeExecutionEvent[] = [];
  for (const { phase, at } of isNew ? earlierPhases(closure) : []) events.push(event(phase, at));
  const last = event(closure.phase, endOf(closure) ?? closure.startedAt ?? closure.createdAt);
  if (closure.updatedAt !== undefined) last.reportedAt = closure.updatedAt;
  last.outputResult = resultOf(closure, data);
  return [...events, last];
}

function placeOf(metadata: NodeExecution["metadata"], parentId: string | undefined) {
  const { specNodeId = "", retryGroup = "", isParentNode = false, isDynamic = false, isArray = false } = metadata ?? {};
  const parent = parentId === undefined ? {} : { parentNodeMetadata: { nodeId: parentId } };
  return { specNodeId, retryGroup, isParent: isParentNode, isDynamic, isArray, ...parent };
}

const inputOf = (uri: string, inputs: LiteralMap | undefined) =>
  inputs === undefined ? { case: "inputUri" as const, value: uri } : { case: "inputData" as const, value: inputs };

/** The phases that a node has left; one that never started went straight to its end. */
function earlierPhases({
  phase,
  createdAt,
  startedAt,
}: NodeClosure): { phase: NodePhase; at: Timestamp | undefined }[] {
  const isDirect = startedAt === undefined && NODE_ENDS.has(phase);
  const wasQueued = !isDirect && phase !== NodePhase.QUEUED;
  const wasRunning = startedAt !== undefined && phase !== NodePhase.RUNNING;
  return [
    ...(wasQueued ? [{ phase: NodePhase.QUEUED, at: createdAt }] : []),
    ...(wasRunning ? [{ phase: NodePhase.RUNNING, at: startedAt }] : []),
  ];
}

type NodeClosure = NonNullable<NodeExecution["closure"]>;

function resultOf(
  { outputResult, phase }: NodeClosure,
  data: NodeExecutionGetDataResponse | undefined,
): NodeExecutionEvent["outputResult"] {
  if (outputResult.case === "error") return { case: "error", value: outputResult.value };
  if (outputResult.case !== "outputUri") return { case: undefined };
  const hasOutputs = data?.fullOutputs !== undefined && NODE_ENDS.has(phase);
  return hasOutputs
    ? { case: "outputData", value: data.fullOutputs ?? { $typeName: "flyteidl.core.LiteralMap", literals: {} } }
    : { case: "outputUri", value: outputResult.value };
}

function targetOf({ targetMetadata, dynamicJobSpecUri }: NodeClosure, data: NodeExecutionGetDataResponse | undefined) {
  if (targetMetadata.case === "workflowNodeMetadata") {
    const { executionId } = targetMetadata.value;
    return { case: "workflowNodeMetadata" as const, value: executionId === undefined ? {} : { executionId } };
  }
  if (targetMetadata.case !== "taskNodeMetadata") return { case: undefined };
  const { cacheStatus, catalogKey, checkpointUri } = targetMetadata.value;
  const key = catalogKey === undefined ? {} : { catalogKey };
  const dynamic = dynamicOf(data?.dynamicWorkflow, dynamicJobSpecUri);
  return { case: "taskNodeMetadata" as const, value: { cacheStatus, checkpointUri, ...key, ...dynamic } };
}

function dynamicOf(dynamic: NodeExecutionGetDataResponse["dynamicWorkflow"], dynamicJobSpecUri: string) {
  const { id, compiledWorkflow } = dynamic ?? {};
  if (compiledWorkflow === undefined && dynamicJobSpecUri === "") return {};
  return {
    dynamicWorkflow: {
      dynamicJobSpecUri,
      ...(id === undefined ? {} : { id }),
      ...(compiledWorkflow === undefined ? {} : { compiledWorkflow }),
    },
  };
}

/** The events by which an attempt came to the recorded state. */
export function attemptEvents(
  { id, closure, inputUri }: TaskExecution,
  data: Pick<NodeExecutionGetDataResponse, "fullInputs" | "fullOutputs"> | undefined,
): TaskExecutionEvent[] {
  if (id?.taskId === undefined || id.nodeExecutionId === undefined || closure === undefined) return [];
  const { taskId, nodeExecutionId, retryAttempt } = id;
  const event = (phase: TaskPhase, occurredAt: Timestamp | undefined): TaskExecutionEvent =>
    create(TaskExecutionEventSchema, {
      taskId,
      parentNodeExecutionId: nodeExecutionId,
      retryAttempt,
      phase,
      producerId: "propeller",
      eventVersion: closure.eventVersion,
      taskType: closure.taskType,
      inputValue: inputOf(inputUri, data?.fullInputs),
      ...(occurredAt === undefined ? {} : { occurredAt }),
    });
  const events: TaskExecutionEvent[] = [];
  const isStarted = closure.startedAt !== undefined;
  if (isStarted) {
    events.push(event(TaskPhase.QUEUED, closure.createdAt));
    if (closure.phase !== TaskPhase.RUNNING) events.push(event(TaskPhase.RUNNING, closure.startedAt));
  }
  const last = event(closure.phase, endOf(closure) ?? closure.startedAt ?? closure.createdAt);
  describe(last, closure);
  last.outputResult = attemptResult(closure, data?.fullOutputs);
  return [...events, last];
}

function attemptResult(
  { outputResult }: NonNullable<TaskExecution["closure"]>,
  outputs: LiteralMap | undefined,
): TaskExecutionEvent["outputResult"] {
  const isMoved = outputResult.case === "outputUri" && outputs !== undefined;
  return isMoved ? { case: "outputData", value: outputs } : outputResult;
}

function describe(event: TaskExecutionEvent, closure: NonNullable<TaskExecution["closure"]>): void {
  if (closure.updatedAt !== undefined) event.reportedAt = closure.updatedAt;
  if (closure.metadata !== undefined) event.metadata = closure.metadata;
  if (closure.customInfo !== undefined) event.customInfo = closure.customInfo;
  event.logs = closure.logs;
  event.reason = closure.reason;
  event.reasons = closure.reasons.map(({ message, occurredAt }) => ({
    $typeName: "flyteidl.event.EventReason",
    reason: message,
    ...(occurredAt === undefined ? {} : { occurredAt }),
  }));
}
