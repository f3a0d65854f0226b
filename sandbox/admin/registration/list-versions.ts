import { create } from "@bufbuild/protobuf";
import {
  type NamedEntityIdentifier,
  type NamedEntityIdentifierList,
  type NamedEntityIdentifierListRequest,
  NamedEntityIdentifierListSchema,
  NamedEntityIdentifierSchema,
  type ResourceListRequest,
} from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import type { SqlStore } from "@/sandbox/store/database";
import { textOf } from "@/sandbox/store/row";
import { databaseError, invalid } from "../errors";
import { type EntityCode, TABLES } from "../lists/columns";
import { type Condition, columnSql } from "../lists/filter-sql";
import { listRows, nextToken, offsetOf, type Page, requireLimit, sortOf } from "../lists/list-rows";

/** Conditions of a scope; throws when project or domain are empty. `names` are the columns of the listed table. */
export function scopeConditions(
  primary: EntityCode,
  id: NamedEntityIdentifier | undefined,
  prefix = "",
): readonly Condition[] {
  if (id === undefined) throw invalid("missing id");
  if (id.project === "") throw invalid("missing project");
  if (id.domain === "") throw invalid("missing domain");
  const conditions: Condition[] = [
    { sql: `${columnSql(primary, `${prefix}project`)} = ?`, values: [id.project] },
    { sql: `${columnSql(primary, `${prefix}domain`)} = ?`, values: [id.domain] },
  ];
  if (id.name !== "") conditions.push({ sql: `${columnSql(primary, `${prefix}name`)} = ?`, values: [id.name] });
  return conditions;
}

/** The page of ListTasks, ListWorkflows and ListLaunchPlans: all versions of one name, or of all. */
export function listVersions(
  store: SqlStore,
  primary: "t" | "w" | "l",
  list: string,
  request: ResourceListRequest,
): Page {
  const conditions = scopeConditions(primary, request.id);
  requireLimit(request.limit);
  return listRows(store, primary, list, request, conditions);
}

/**
 * The names of tasks, workflows or launch plans. Filters are ignored. `isLenient` is ListLaunchPlanIds, where an empty
 * project or domain means all of them.
 */
export function listIds(
  store: SqlStore,
  primary: "t" | "w" | "l",
  list: string,
  request: NamedEntityIdentifierListRequest,
  isLenient = false,
): NamedEntityIdentifierList {
  if (!isLenient) {
    if (request.project === "") throw invalid("missing project");
    if (request.domain === "") throw invalid("missing domain");
    requireLimit(request.limit);
  } else if (request.limit === 0) {
    throw invalid("missing and/or invalid parameters: limit");
  }
  const offset = offsetOf(request.token, list);
  const { table } = TABLES[primary];
  const parts = (["project", "domain"] as const).filter((key) => request[key] !== "");
  const where = parts.length === 0 ? "" : `WHERE ${parts.map((key) => `${key} = ?`).join(" AND ")}`;
  const rows = store.all(
    `SELECT project, domain, name FROM ${table} ${where} GROUP BY project, domain, name ${idsOrder(primary, request)}
     LIMIT ? OFFSET ?`,
    [...parts.map((key) => request[key]), request.limit, Math.min(Number(offset), Number.MAX_SAFE_INTEGER)],
  );
  const entities = rows.map((row) =>
    create(NamedEntityIdentifierSchema, {
      project: textOf(row, "project"),
      domain: textOf(row, "domain"),
      name: textOf(row, "name"),
    }),
  );
  return create(NamedEntityIdentifierListSchema, { entities, token: nextToken(rows.length, request.limit, offset) });
}

function idsOrder(primary: "t" | "w" | "l", { sortBy }: NamedEntityIdentifierListRequest): string {
  if (sortBy === undefined) return "ORDER BY project, domain, name";
  const { key, isAscending } = sortOf(primary, sortBy);
  if (!["project", "domain", "name"].includes(key)) {
    throw databaseError(
      `column "${TABLES[primary].table}.${key}" must appear in the GROUP BY clause or be used in an aggregate function`,
    );
  }
  return `ORDER BY ${key} ${isAscending ? "ASC" : "DESC"}`;
}
