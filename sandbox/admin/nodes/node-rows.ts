import { create } from "@bufbuild/protobuf";
import {
  type NodeExecutionIdentifier,
  NodeExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row, SqlStore } from "@/sandbox/store/database";
import { textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { missingEntity } from "../errors";
import { executionIdOf } from "../executions/execution-rows";
import { nodeColumns, nodeText } from "../text/id-text";

export function findNode(store: SqlStore, id: NodeExecutionIdentifier): Row | null {
  return store.get(
    `SELECT * FROM node_executions WHERE execution_project = ? AND execution_domain = ? AND execution_name = ?
       AND node_id = ?`,
    nodeColumns(id),
  );
}

export function nodeRow({ store }: AdminContext, id: NodeExecutionIdentifier): Row {
  const row = findNode(store, id);
  if (row === null) throw missingEntity("node execution", nodeText(id));
  return row;
}

/** As FlyteAdmin's look-up of nodes: a part of the id that is empty fits everything. */
export function anyNodeRow({ store }: AdminContext, id: NodeExecutionIdentifier | undefined): Row {
  const columns = ["execution_project", "execution_domain", "execution_name", "node_id"];
  const values = nodeColumns(id);
  const given = columns
    .map((column, index) => [column, values[index] ?? ""] as const)
    .filter(([, value]) => value !== "");
  const where = given.length === 0 ? "" : `WHERE ${given.map(([column]) => `${column} = ?`).join(" AND ")}`;
  const row = store.get(
    `SELECT * FROM node_executions ${where} ORDER BY id LIMIT 1`,
    given.map(([, value]) => value),
  );
  if (row === null) throw missingEntity("node execution", id === undefined ? "" : nodeText(id));
  return row;
}

export const nodeIdOf = (row: Row): NodeExecutionIdentifier =>
  create(NodeExecutionIdentifierSchema, { nodeId: textOf(row, "node_id"), executionId: executionIdOf(row) });
