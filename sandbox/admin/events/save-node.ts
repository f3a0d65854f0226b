import type { NodeExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row } from "@/sandbox/store/database";
import { numberOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { nodeColumns } from "../text/id-text";

export type NodeColumns = {
  phase: string;
  inputUri: string;
  closure: Uint8Array;
  startedAt: number | null;
  createdAt: number;
  updatedAt: number;
  duration: number;
  metadata: Uint8Array;
  parentRow: number | null;
  errorKind: string | null;
  errorCode: string | null;
  cacheStatus: string | null;
  dynamicClosure: string;
  at: number;
};

/** Inserts the row of a node, or overwrites the one that is known. Answers the row's id. */
export function saveNode(
  { store }: AdminContext,
  id: NodeExecutionIdentifier,
  known: Row | null,
  columns: NodeColumns,
): number {
  const shared = [
    columns.at,
    columns.phase,
    columns.inputUri,
    columns.closure,
    columns.startedAt,
    columns.updatedAt,
    columns.duration,
    columns.metadata,
    columns.errorKind,
    columns.errorCode,
    columns.cacheStatus,
    columns.dynamicClosure,
  ];
  if (known !== null) {
    store.run(
      `UPDATE node_executions SET updated_at = ?, phase = ?, input_uri = ?, closure = ?, started_at = ?,
         node_execution_updated_at = ?, duration = ?, node_execution_metadata = ?, error_kind = ?, error_code = ?,
         cache_status = ?, dynamic_workflow_remote_closure_reference = ? WHERE id = ?`,
      [...shared, numberOf(known, "id")],
    );
    return numberOf(known, "id");
  }
  return store.run(
    `INSERT INTO node_executions (updated_at, phase, input_uri, closure, started_at, node_execution_updated_at, duration,
       node_execution_metadata, error_kind, error_code, cache_status, dynamic_workflow_remote_closure_reference,
       created_at, node_execution_created_at, parent_id, internal_data, execution_project, execution_domain,
       execution_name, node_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [...shared, columns.at, columns.createdAt, columns.parentRow, new Uint8Array(0), ...nodeColumns(id)],
  );
}
