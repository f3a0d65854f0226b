import { type Sort, Sort_Direction, SortSchema } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import type { Row, SqlStore } from "@/sandbox/store/database";
import { numberOf } from "@/sandbox/store/row";
import { invalid } from "../errors";
import { protoText } from "../text/proto-text";
import { type EntityCode, TABLES } from "./columns";
import { type Condition, columnSql, filterSql, joinSql } from "./filter-sql";
import { type Filter, parseFilters } from "./parse-filters";

export type PageRequest = { limit: number; token: string; filters?: string; sortBy?: Sort | undefined };
export type Page = { rows: Row[]; token: string };

const MAX_OFFSET = 9_223_372_036_854_775_807n;

/** The row offset of a token; `list` is the name of the RPC for the message. */
export function offsetOf(token: string, list: string): bigint {
  if (token === "") return 0n;
  const value = /^[+-]?\d+$/.test(token) ? BigInt(token) : -1n;
  if (value < 0n || value > MAX_OFFSET) throw invalid(`invalid pagination token ${token} for ${list}`);
  return value;
}

export function requireLimit(limit: number): void {
  if (limit === 0) throw invalid("invalid value for limit");
}

/** A token comes back whenever the page is full, even when nothing follows. */
export const nextToken = (rows: number, limit: number, offset: bigint): string =>
  rows === limit ? String(offset + BigInt(rows)) : "";

/**
 * One page of `primary` rows that meet `conditions` and the request's filters. Without `sortBy` the order is whatever the
 * database finds first. `addImplicit` adds conditions of the list's own, knowing
 * the filters.
 */
export function listRows(
  store: SqlStore,
  primary: EntityCode,
  list: string,
  request: PageRequest,
  conditions: readonly Condition[],
  addImplicit: (filters: readonly Filter[]) => readonly Condition[] = () => [],
  defaultOrder = "",
): Page {
  const offset = offsetOf(request.token, list);
  const filters = parseFilters(primary, request.filters ?? "");
  const own = [...conditions, ...addImplicit(filters)];
  const narrow = isNarrow(primary, filters);
  const all = [...(narrow ? own.map(unindexed) : own), ...filters.map((filter) => filterSql(filter))];
  const table = TABLES[primary].table;
  const where = all.length === 0 ? "" : `WHERE ${all.map(({ sql }) => sql).join(" AND ")}`;
  const order = request.sortBy === undefined && defaultOrder !== "" ? defaultOrder : orderSql(primary, request.sortBy);
  // Where rows have to be sorted, only their ids are: whole ones are long.
  const idsFirst = narrow || HEAP_ORDERED.has(primary);
  const what = idsFirst ? `${table}.id` : `${table}.*`;
  const sql = `SELECT ${what} FROM ${table} ${joinSql(primary, filters)} ${where} ${order}
    LIMIT ? OFFSET ?`;
  const limit = request.limit === 0 ? -1 : request.limit;
  // Nothing lies behind the largest offset that a number can hold.
  const skip = Math.min(Number(offset), Number.MAX_SAFE_INTEGER);
  const found = store.all(sql, [...all.flatMap(({ values }) => values), limit, skip]);
  const rows = idsFirst ? wholeRows(store, table, found) : found;
  return { rows, token: nextToken(rows.length, request.limit, offset) };
}

/** Columns that name one thing of another table, or few. */
const NAMES: ReadonlySet<string> = new Set(["name", "key", "value"]);

/**
 * Whether executions are looked for by the name of something else: a workflow, a tag. Then that is where the search has to
 * begin; from the newest execution on it would pass a hundred thousand of them.
 */
const isNarrow = (primary: EntityCode, filters: readonly Filter[]): boolean =>
  primary === "e" &&
  filters.some(
    ({ entity, column, operator }) =>
      entity !== primary && NAMES.has(column) && (operator === "eq" || operator === "value_in"),
  );

/** To SQLite a plus says that no index begins with this condition. */
const unindexed = ({ sql, values }: Condition): Condition => ({ sql: `+${sql}`, values });

/** The rows of these ids in their order; an id that was found twice is a row twice. */
function wholeRows(store: SqlStore, table: string, ids: readonly Row[]): Row[] {
  const sql = `SELECT * FROM ${table} WHERE id = ?`;
  return ids.map((row) => store.get(sql, [numberOf(row, "id")])).filter((row) => row !== null);
}

/** Small tables are read in the order of the heap, where an updated row moves to the end; ties are broken by it too. */
const HEAP_ORDERED: ReadonlySet<EntityCode> = new Set(["t", "w", "l", "p", "s"]);

function heapOrder(primary: EntityCode): string {
  const { table } = TABLES[primary];
  return HEAP_ORDERED.has(primary) ? `${table}.updated_at, ${table}.id` : "";
}

/** Columns that may be NULL: Postgres sorts NULLs as the largest, SQLite as the smallest. */
const NULLABLE: ReadonlySet<string> = new Set([
  "started_at",
  "deleted_at",
  "error_kind",
  "error_code",
  "cache_status",
  "parent_id",
  "parent_task_execution_id",
  "launch_condition_type",
]);

function orderSql(primary: EntityCode, sort: Sort | undefined): string {
  const heap = heapOrder(primary);
  if (sort === undefined) return heap === "" ? "" : `ORDER BY ${heap}`;
  const { isAscending, key } = sortOf(primary, sort);
  // To Postgres a bare `user` is the name of the one who asks, the same for every row.
  if (primary === "e" && key === "user") return "";
  const nulls = NULLABLE.has(key) ? (isAscending ? "NULLS LAST" : "NULLS FIRST") : "";
  return `ORDER BY ${columnSql(primary, indexedTwin(primary, key))} ${isAscending ? "ASC" : "DESC"} ${nulls}${heap === "" ? "" : `, ${heap}`}`;
}

/** An execution's row is made when the execution is: both times are equal, and one of them has the indexes. */
const indexedTwin = (primary: EntityCode, key: string): string =>
  primary === "e" && key === "created_at" ? "execution_created_at" : key;

export function sortOf(primary: EntityCode, sort: Sort): { key: string; isAscending: boolean } {
  if (!Object.hasOwn(TABLES[primary].columns, sort.key)) throw invalid(`invalid sort key '${sort.key}'`);
  if (sort.direction !== Sort_Direction.ASCENDING && sort.direction !== Sort_Direction.DESCENDING) {
    throw invalid(`invalid sort order specified: ${protoText(SortSchema, sort)}`);
  }
  return { key: sort.key, isAscending: sort.direction === Sort_Direction.ASCENDING };
}
