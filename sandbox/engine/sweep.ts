import { create } from "@bufbuild/protobuf";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import {
  NodeExecution_Phase as NodePhase,
  TaskExecution_Phase as TaskPhase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { NodeExecutionEventSchema, TaskExecutionEventSchema } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import { abortedError, WORKFLOW_ABORTED } from "./failures";
import type { Run } from "./run";
import { now } from "./time";

const LIVE_NODES = new Set([NodePhase.UNDEFINED, NodePhase.QUEUED, NodePhase.RUNNING, NodePhase.DYNAMIC_RUNNING]);
const LIVE_TASKS = new Set([
  TaskPhase.UNDEFINED,
  TaskPhase.QUEUED,
  TaskPhase.INITIALIZING,
  TaskPhase.WAITING_FOR_RESOURCES,
  TaskPhase.RUNNING,
]);

/** Ends the rows that no walk holds any more: those of a run that was aborted while the process was away. */
export function sweepAborted(run: Run): void {
  for (const row of run.admin.nodes(run.id).toReversed())
    if (LIVE_NODES.has(row.closure?.phase ?? NodePhase.UNDEFINED)) sweep(run, row);
}

function sweep({ admin }: Run, row: NodeExecution): void {
  if (row.id === undefined) return;
  const time = now();
  for (const attempt of admin.taskAttempts(row.id))
    if (LIVE_TASKS.has(attempt.closure?.phase ?? TaskPhase.UNDEFINED))
      admin.taskEvent(
        create(TaskExecutionEventSchema, {
          taskId: attempt.id?.taskId,
          parentNodeExecutionId: row.id,
          retryAttempt: attempt.id?.retryAttempt ?? 0,
          phase: TaskPhase.ABORTED,
          taskType: attempt.closure?.taskType ?? "",
          occurredAt: time,
          reportedAt: time,
          eventVersion: 1,
        }),
      );
  const target = row.closure?.targetMetadata;
  if (target?.case === "workflowNodeMetadata" && target.value.executionId !== undefined)
    admin.terminate(target.value.executionId, `cascading abort, reason [${WORKFLOW_ABORTED}]`);
  admin.nodeEvent(
    create(NodeExecutionEventSchema, {
      id: row.id,
      phase: NodePhase.ABORTED,
      specNodeId: row.metadata?.specNodeId ?? "",
      retryGroup: row.metadata?.retryGroup ?? "",
      isParent: row.metadata?.isParentNode ?? false,
      isDynamic: row.metadata?.isDynamic ?? false,
      isArray: row.metadata?.isArray ?? false,
      inputValue: { case: "inputUri", value: row.inputUri },
      outputResult: { case: "error", value: abortedError(WORKFLOW_ABORTED) },
      eventVersion: 1,
      occurredAt: time,
      reportedAt: time,
    }),
  );
}
