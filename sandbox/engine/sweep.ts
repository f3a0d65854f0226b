import { create } from "@bufbuild/protobuf";
import { type NodeExecution, NodeExecutionMetaDataSchema } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
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
import { abortedError, WORKFLOW_ABORTED } from "./flow/failures";
import { now } from "./flow/time";
import { terminateChild } from "./nodes/launch-plan-node";
import type { Run } from "./run";

const LIVE_NODES = new Set([NodePhase.UNDEFINED, NodePhase.QUEUED, NodePhase.RUNNING, NodePhase.DYNAMIC_RUNNING]);
const LIVE_TASKS = new Set([
  TaskPhase.UNDEFINED,
  TaskPhase.QUEUED,
  TaskPhase.INITIALIZING,
  TaskPhase.WAITING_FOR_RESOURCES,
  TaskPhase.RUNNING,
]);

/** Ends the rows that no walk holds any more: those of a run that was aborted while the process was away. */
export function sweepAborted(run: Pick<Run, "admin" | "id">): void {
  for (const row of run.admin.nodes(run.id).toReversed())
    if (LIVE_NODES.has(row.closure?.phase ?? NodePhase.UNDEFINED)) sweep(run, row);
}

function sweep(run: Pick<Run, "admin" | "id">, row: NodeExecution): void {
  if (row.id === undefined) return;
  for (const attempt of run.admin.taskAttempts(row.id))
    if (LIVE_TASKS.has(attempt.closure?.phase ?? TaskPhase.UNDEFINED)) run.admin.taskEvent(endOfTask(row, attempt));
  const target = row.closure?.targetMetadata;
  if (target?.case === "workflowNodeMetadata" && target.value.executionId !== undefined)
    terminateChild(run, target.value.executionId, WORKFLOW_ABORTED);
  run.admin.nodeEvent(endOfNode(row));
}

function endOfTask(row: NodeExecution, { id, closure }: TaskExecution): TaskExecutionEvent {
  return create(TaskExecutionEventSchema, {
    taskId: id?.taskId,
    parentNodeExecutionId: row.id,
    retryAttempt: id?.retryAttempt ?? 0,
    phase: TaskPhase.ABORTED,
    taskType: closure?.taskType ?? "",
    occurredAt: now(),
    reportedAt: now(),
    eventVersion: 1,
  });
}

function endOfNode({ id, metadata, inputUri }: NodeExecution): NodeExecutionEvent {
  const { specNodeId, retryGroup, isParentNode, isDynamic, isArray } = metadata ?? create(NodeExecutionMetaDataSchema);
  return create(NodeExecutionEventSchema, {
    id,
    phase: NodePhase.ABORTED,
    specNodeId,
    retryGroup,
    isParent: isParentNode,
    isDynamic,
    isArray,
    inputValue: { case: "inputUri", value: inputUri },
    outputResult: { case: "error", value: abortedError(WORKFLOW_ABORTED) },
    eventVersion: 1,
    occurredAt: now(),
    reportedAt: now(),
  });
}
