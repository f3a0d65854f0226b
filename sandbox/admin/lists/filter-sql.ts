import type { SqlValue } from "@/sandbox/store/database";
import { databaseError, invalid } from "../errors";
import { type ColumnType, type EntityCode, JOINS, TABLES } from "./columns";
import { filterValue } from "./filter-value";
import type { Filter, FilterOperator } from "./parse-filters";

/** A condition in SQL with the values of its question marks. */
export type Condition = { sql: string; values: readonly SqlValue[] };

/** The column in SQL; the tags of both spellings lie in one table. */
export function columnSql(entity: EntityCode, column: string): string {
  return `${entity === "at" ? "execution_tags" : TABLES[entity].table}."${column}"`;
}

export function joinSql(primary: EntityCode, filters: readonly Filter[]): string {
  const joins = filters.filter(({ entity }) => entity !== primary).map(({ entity }) => JOINS[primary][entity] ?? "");
  return [...new Set(joins)].join(" ");
}

const COMPARISONS: Readonly<Partial<Record<FilterOperator, string>>> = {
  eq: "=",
  ne: "<>",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
};

/** `column` replaces the place of the filter's own column where a list computes it. */
export function filterSql(filter: Filter, column = columnSql(filter.entity, filter.column)): Condition {
  const { operator, type, values } = filter;
  if (operator === "contains" || operator === "not_like") return patternSql(filter, column);
  if (operator === "value_in" || operator === "value_not_in") {
    const marks = values.map(() => "?").join(", ");
    const word = operator === "value_in" ? "IN" : "NOT IN";
    return { sql: `${column} ${word} (${marks})`, values: values.map((value) => filterValue(type, value)) };
  }
  const [value = "", ...more] = values;
  if (more.length > 0) {
    if (type === "duration") throw invalid("invalid single value filter expression");
    throw databaseError(`operator does not exist: ${postgresType(type)} ${COMPARISONS[operator] ?? "="} record`);
  }
  return { sql: `${column} ${COMPARISONS[operator] ?? "="} ?`, values: [filterValue(type, value)] };
}

function patternSql({ operator, type, values }: Filter, column: string): Condition {
  const text = values.length === 1 ? (values[0] ?? "") : `[${values.join(" ")}]`;
  const word = operator === "contains" ? "LIKE" : "NOT LIKE";
  if (type !== "text" && type !== "bytes") {
    const sign = operator === "contains" ? "~~" : "!~~";
    throw databaseError(`operator does not exist: ${postgresType(type)} ${sign} unknown`);
  }
  const target = type === "bytes" ? `CAST(${column} AS TEXT)` : column;
  return { sql: `${target} ${word} ?`, values: [operator === "contains" ? `%${text}%` : text] };
}

function postgresType(type: ColumnType): string {
  if (type === "time") return "timestamp with time zone";
  if (type === "duration") return "bigint";
  return type === "bytes" ? "bytea" : type;
}
