import type { Identifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row, SqlStore, SqlValue } from "@/sandbox/store/database";
import { invalid } from "../errors";

export type EntityTable = "tasks" | "workflows" | "launch_plans";
type Key = Pick<Identifier, "project" | "domain" | "name" | "version">;

export const entityRow = (store: SqlStore, table: EntityTable, id: Key): Row | null =>
  store.get(`SELECT * FROM ${table} WHERE project = ? AND domain = ? AND name = ? AND version = ?`, [
    id.project,
    id.domain,
    id.name,
    id.version,
  ]);

/** As FlyteAdmin's look-up of some entities: a part of the id that is empty fits everything. */
export function anyEntityRow(store: SqlStore, table: EntityTable, id: Key | undefined): Row | null {
  const parts = (["project", "domain", "name", "version"] as const).filter((key) => (id?.[key] ?? "") !== "");
  const where = parts.length === 0 ? "" : `WHERE ${parts.map((key) => `${key} = ?`).join(" AND ")}`;
  const values: SqlValue[] = parts.map((key) => id?.[key] ?? "");
  return store.get(`SELECT * FROM ${table} ${where} ORDER BY id LIMIT 1`, values);
}

/** Refuses an id with an empty part, in the order FlyteAdmin looks at them. */
export function requireIdentifier(id: Identifier | undefined): asserts id is Identifier {
  if (id === undefined) throw invalid("missing id");
  requireName(id);
  if (id.version === "") throw invalid("missing version");
}

export function requireName(id: Omit<Key, "version">): void {
  for (const key of ["project", "domain", "name"] as const) {
    if (id[key] === "") throw invalid(`missing ${key}`);
  }
}
