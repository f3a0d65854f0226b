import { create } from "@bufbuild/protobuf";
import { FlyteURLsSchema, UrlBlobSchema } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import {
  type TaskExecution,
  type TaskExecutionGetDataRequest,
  type TaskExecutionGetDataResponse,
  TaskExecutionGetDataResponseSchema,
  type TaskExecutionGetRequest,
  type TaskExecutionList,
  type TaskExecutionListRequest,
  TaskExecutionListSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  type TaskExecutionIdentifier,
  TaskExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row } from "@/sandbox/store/database";
import type { AdminContext } from "../context";
import { readLiterals } from "../data";
import { invalid, missingEntity } from "../errors";
import { listRows, requireLimit } from "../lists/list-rows";
import { requireIdentifier } from "../registration/entity-rows";
import { nodeColumns } from "../text/id-text";
import { protoText } from "../text/proto-text";
import { findTaskExecution, toTaskExecution } from "./task-execution-rows";

export function getTaskExecution(context: AdminContext, { id }: TaskExecutionGetRequest): TaskExecution {
  requireTaskExecutionId(id);
  return toTaskExecution(taskExecutionRow(context, id));
}

/** Error texts are whole here, unlike in the other lists. */
export function listTaskExecutions(context: AdminContext, request: TaskExecutionListRequest): TaskExecutionList {
  const id = request.nodeExecutionId;
  if (id === undefined) throw invalid("missing id");
  if (id.executionId === undefined) throw invalid("missing execution_id");
  for (const key of ["project", "domain", "name"] as const) {
    if (id.executionId[key] === "") throw invalid(`missing ${key}`);
  }
  if (id.nodeId === "") throw invalid("missing node_id");
  requireLimit(request.limit);
  const { rows, token } = listRows(context.store, "te", "ListTaskExecutions", request, [
    { sql: "task_executions.execution_project = ?", values: [id.executionId.project] },
    { sql: "task_executions.execution_domain = ?", values: [id.executionId.domain] },
    { sql: "task_executions.execution_name = ?", values: [id.executionId.name] },
    { sql: "task_executions.node_id = ?", values: [id.nodeId] },
  ]);
  return create(TaskExecutionListSchema, { taskExecutions: rows.map(toTaskExecution), token });
}

export function getTaskExecutionData(
  context: AdminContext,
  { id }: TaskExecutionGetDataRequest,
): TaskExecutionGetDataResponse {
  requireTaskExecutionId(id);
  const attempt = toTaskExecution(taskExecutionRow(context, id));
  const result = attempt.closure?.outputResult;
  const base = `flyte://v1/${nodeColumns(id.nodeExecutionId).join("/")}/${id.retryAttempt}`;
  return create(TaskExecutionGetDataResponseSchema, {
    inputs: create(UrlBlobSchema),
    outputs: create(UrlBlobSchema),
    fullInputs: readLiterals(context, attempt.inputUri),
    fullOutputs: readLiterals(context, result?.case === "outputUri" ? result.value : ""),
    flyteUrls: create(FlyteURLsSchema, { inputs: `${base}/i`, outputs: `${base}/o` }),
  });
}

export function taskExecutionRow({ store }: AdminContext, id: TaskExecutionIdentifier): Row {
  const row = findTaskExecution(store, id);
  if (row === null) {
    // FlyteAdmin builds the text from the columns of its key, which has no resource type, and leaves the attempt out.
    const text = create(TaskExecutionIdentifierSchema, { ...id });
    text.retryAttempt = 0;
    if (text.taskId !== undefined) text.taskId = { ...text.taskId, resourceType: 0 };
    throw missingEntity("task execution", protoText(TaskExecutionIdentifierSchema, text));
  }
  return row;
}

export function requireTaskExecutionId(id: TaskExecutionIdentifier | undefined): asserts id is TaskExecutionIdentifier {
  if (id === undefined) throw invalid("missing id");
  if (id.taskId === undefined) throw invalid("missing task_id");
  if (id.nodeExecutionId === undefined) throw invalid("missing node_execution_id");
  if (id.nodeExecutionId.executionId === undefined) throw invalid("missing execution_id");
  requireIdentifier(id.taskId);
}
