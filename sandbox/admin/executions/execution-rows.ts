import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  type Execution,
  type ExecutionClosure,
  ExecutionClosureSchema,
  ExecutionSchema,
  ExecutionSpecSchema,
  type ExecutionState,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { WorkflowExecution_Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  type WorkflowExecutionIdentifier,
  WorkflowExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row, SqlStore } from "@/sandbox/store/database";
import { bytesOf, numberOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { invalid, missingEntity } from "../errors";
import { executionText } from "../text/id-text";
import { toMicros, toNanos } from "../time";

export function findExecution(store: SqlStore, id: WorkflowExecutionIdentifier): Row | null {
  return store.get(
    "SELECT * FROM executions WHERE execution_project = ? AND execution_domain = ? AND execution_name = ?",
    [id.project, id.domain, id.name],
  );
}

export function executionRow({ store }: AdminContext, id: WorkflowExecutionIdentifier): Row {
  const row = findExecution(store, id);
  if (row === null) throw missingEntity("execution", executionText(id));
  return row;
}

export function requireExecutionId(
  id: WorkflowExecutionIdentifier | undefined,
): asserts id is WorkflowExecutionIdentifier {
  if (id === undefined) throw invalid("missing id");
  for (const key of ["project", "domain", "name"] as const) if (id[key] === "") throw invalid(`missing ${key}`);
}

export const executionIdOf = (row: Row): WorkflowExecutionIdentifier =>
  create(WorkflowExecutionIdentifierSchema, {
    project: textOf(row, "execution_project"),
    domain: textOf(row, "execution_domain"),
    name: textOf(row, "execution_name"),
  });

export function toExecution(row: Row): Execution {
  const closure = fromBinary(ExecutionClosureSchema, bytesOf(row, "closure"));
  const state = numberOf(row, "state");
  if (closure.stateChangeDetails !== undefined) closure.stateChangeDetails.state = state;
  return create(ExecutionSchema, {
    id: executionIdOf(row),
    spec: fromBinary(ExecutionSpecSchema, bytesOf(row, "spec")),
    closure,
  });
}

const TERMINAL: ReadonlySet<WorkflowExecution_Phase> = new Set([
  WorkflowExecution_Phase.SUCCEEDED,
  WorkflowExecution_Phase.FAILED,
  WorkflowExecution_Phase.TIMED_OUT,
  WorkflowExecution_Phase.ABORTED,
]);
export const hasEnded = (phase: WorkflowExecution_Phase): boolean => TERMINAL.has(phase);

/** Writes a changed closure and the columns that are copies of parts of it. */
export function saveClosure(
  { store }: AdminContext,
  row: Row,
  closure: ExecutionClosure,
  changes: { abortCause?: string; state?: ExecutionState; updatedAtMicros: number },
): void {
  const error = closure.outputResult.case === "error" ? closure.outputResult.value : null;
  store.run(
    `UPDATE executions SET updated_at = ?, phase = ?, closure = ?, started_at = ?, execution_updated_at = ?, duration = ?,
       error_kind = ?, error_code = ?, abort_cause = ?, state = ? WHERE id = ?`,
    [
      changes.updatedAtMicros,
      WorkflowExecution_Phase[closure.phase] ?? String(closure.phase),
      toBinary(ExecutionClosureSchema, closure),
      closure.startedAt === undefined ? null : toMicros(closure.startedAt),
      closure.updatedAt === undefined ? changes.updatedAtMicros : toMicros(closure.updatedAt),
      closure.duration === undefined ? 0 : toNanos(closure.duration),
      error === null ? null : errorKindText(error.kind),
      error === null ? null : error.code,
      changes.abortCause ?? textOf(row, "abort_cause"),
      changes.state ?? numberOf(row, "state"),
      numberOf(row, "id"),
    ],
  );
}

const KINDS = ["UNKNOWN", "USER", "SYSTEM"];
export const errorKindText = (kind: number): string => KINDS[kind] ?? String(kind);
