import { create, fromBinary } from "@bufbuild/protobuf";
import type { ResourceListRequest } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import { UrlBlobSchema } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import {
  type Execution,
  ExecutionClosureSchema,
  type ExecutionList,
  ExecutionListSchema,
  ExecutionStateChangeDetailsSchema,
  type ExecutionUpdateRequest,
  type WorkflowExecutionGetDataRequest,
  type WorkflowExecutionGetDataResponse,
  WorkflowExecutionGetDataResponseSchema,
  type WorkflowExecutionGetRequest,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { Row } from "@/sandbox/store/database";
import { bytesOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { readLiterals } from "../data";
import { missingEntity } from "../errors";
import { listRows, requireLimit } from "../lists/list-rows";
import { scopeConditions } from "../registration/list-versions";
import { now, toMicros } from "../time";
import { executionRow, requireExecutionId, saveClosure, toExecution } from "./execution-rows";
import { trimmedError } from "./trim-error";

export function getExecution(context: AdminContext, { id }: WorkflowExecutionGetRequest): Execution {
  requireExecutionId(id);
  return toExecution(executionRow(context, id));
}

/** Archived executions are hidden unless some filter names a `state`, of whatever entity. */
export function listExecutions({ store }: AdminContext, request: ResourceListRequest): ExecutionList {
  const scope = scopeConditions("e", request.id, "execution_");
  requireLimit(request.limit);
  const { rows, token } = listRows(store, "e", "ListExecutions", request, scope, (filters) =>
    filters.some(({ column }) => column === "state") ? [] : [{ sql: "executions.state = ?", values: [0] }],
  );
  return create(ExecutionListSchema, { executions: rows.map(toListed), token });
}

function toListed(row: Row): Execution {
  const execution = toExecution(row);
  const result = execution.closure?.outputResult;
  if (result?.case === "error") result.value = trimmedError(result.value);
  return execution;
}

export function updateExecution(context: AdminContext, { id, state }: ExecutionUpdateRequest): void {
  requireExecutionId(id);
  const row = executionRow(context, id);
  const closure = fromBinary(ExecutionClosureSchema, bytesOf(row, "closure"));
  const at = now();
  closure.stateChangeDetails = create(ExecutionStateChangeDetailsSchema, { state, occurredAt: at });
  saveClosure(context, row, closure, { state, updatedAtMicros: toMicros(at) });
}

/** Reads what cannot be read as nothing. A part of the id that is empty fits everything. */
export function getExecutionData(
  context: AdminContext,
  { id }: WorkflowExecutionGetDataRequest,
): WorkflowExecutionGetDataResponse {
  const parts = (["project", "domain", "name"] as const).filter((key) => (id?.[key] ?? "") !== "");
  const where = parts.length === 0 ? "" : `WHERE ${parts.map((key) => `execution_${key} = ?`).join(" AND ")}`;
  const row = context.store.get(
    `SELECT * FROM executions ${where} ORDER BY id LIMIT 1`,
    parts.map((key) => id?.[key] ?? ""),
  );
  if (row === null) {
    throw missingEntity("execution", parts.map((key) => `${key}:"${id?.[key] ?? ""}"`).join(" "));
  }
  const { outputResult } = fromBinary(ExecutionClosureSchema, bytesOf(row, "closure"));
  const outputsUri =
    outputResult.case === "outputs" && outputResult.value.data.case === "uri" ? outputResult.value.data.value : "";
  return create(WorkflowExecutionGetDataResponseSchema, {
    inputs: create(UrlBlobSchema),
    outputs: create(UrlBlobSchema),
    fullInputs: readLiterals(context, textOf(row, "inputs_uri")),
    fullOutputs: readLiterals(context, outputsUri),
  });
}
