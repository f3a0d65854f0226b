import { create } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import type { NodeExecution, NodeExecutionGetDataResponse } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import type { TaskExecution } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  NodeExecution_Phase as NodePhase,
  TaskExecution_Phase as TaskPhase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
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
const TASK_ENDS: ReadonlySet<TaskPhase> = new Set([TaskPhase.SUCCEEDED, TaskPhase.FAILED, TaskPhase.ABORTED]);

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
  const event = (phase: NodePhase, occurredAt: Timestamp | undefined): NodeExecutionEvent =>
    create(NodeExecutionEventSchema, {
      id,
      producerId: "propeller",
      phase,
      eventVersion: 1,
      specNodeId: metadata?.specNodeId ?? "",
      retryGroup: metadata?.retryGroup ?? "",
      isParent: metadata?.isParentNode ?? false,
      isDynamic: metadata?.isDynamic ?? false,
      isArray: metadata?.isArray ?? false,
      deckUri: closure.deckUri,
      ...(occurredAt === undefined ? {} : { occurredAt }),
      ...(parentId === undefined ? {} : { parentNodeMetadata: { nodeId: parentId } }),
      inputValue:
        inputUri !== "" && data?.fullInputs !== undefined
          ? { case: "inputData", value: data.fullInputs }
          : { case: "inputUri", value: inputUri },
      targetMetadata: targetOf(closure, data),
    });
  const events: NodeExecutionEvent[] = [];
  const isDirect = closure.startedAt === undefined && NODE_ENDS.has(closure.phase);
  if (isNew && !isDirect && closure.phase !== NodePhase.QUEUED) events.push(event(NodePhase.QUEUED, closure.createdAt));
  if (isNew && closure.startedAt !== undefined && closure.phase !== NodePhase.RUNNING) {
    events.push(event(NodePhase.RUNNING, closure.startedAt));
  }
  const last = event(closure.phase, endOf(closure) ?? closure.startedAt ?? closure.createdAt);
  if (closure.updatedAt !== undefined) last.reportedAt = closure.updatedAt;
  last.outputResult = resultOf(closure, data);
  return [...events, last];
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
  const dynamic = data?.dynamicWorkflow;
  return {
    case: "taskNodeMetadata" as const,
    value: {
      cacheStatus,
      checkpointUri,
      ...(catalogKey === undefined ? {} : { catalogKey }),
      ...(dynamic?.compiledWorkflow === undefined && dynamicJobSpecUri === ""
        ? {}
        : {
            dynamicWorkflow: {
              dynamicJobSpecUri,
              ...(dynamic?.id === undefined ? {} : { id: dynamic.id }),
              ...(dynamic?.compiledWorkflow === undefined ? {} : { compiledWorkflow: dynamic.compiledWorkflow }),
            },
          }),
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
      inputValue:
        data?.fullInputs === undefined
          ? { case: "inputUri", value: inputUri }
          : { case: "inputData", value: data.fullInputs },
      ...(occurredAt === undefined ? {} : { occurredAt }),
    });
  const events: TaskExecutionEvent[] = [];
  const isStarted = closure.startedAt !== undefined;
  if (isStarted) events.push(event(TaskPhase.QUEUED, closure.createdAt));
  if (isStarted && closure.phase !== TaskPhase.RUNNING) events.push(event(TaskPhase.RUNNING, closure.startedAt));
  const last = event(closure.phase, endOf(closure) ?? closure.startedAt ?? closure.createdAt);
  if (closure.updatedAt !== undefined) last.reportedAt = closure.updatedAt;
  if (closure.metadata !== undefined) last.metadata = closure.metadata;
  if (closure.customInfo !== undefined) last.customInfo = closure.customInfo;
  last.logs = closure.logs;
  last.reason = closure.reason;
  last.reasons = closure.reasons.map(({ message, occurredAt }) => ({
    $typeName: "flyteidl.event.EventReason",
    reason: message,
    ...(occurredAt === undefined ? {} : { occurredAt }),
  }));
  last.outputResult =
    closure.outputResult.case === "outputUri" && data?.fullOutputs !== undefined
      ? { case: "outputData", value: data.fullOutputs }
      : closure.outputResult;
  if (TASK_ENDS.has(closure.phase) && !isStarted && closure.createdAt !== undefined)
    last.occurredAt = closure.createdAt;
  return [...events, last];
}
