import { invalid } from "../errors";
import { type ColumnType, type EntityCode, JOINS, PREFIXES, TABLES } from "./columns";

const OPERATORS = ["contains", "not_like", "gt", "gte", "lt", "lte", "eq", "ne", "value_in", "value_not_in"] as const;
export type FilterOperator = (typeof OPERATORS)[number];

/** One condition. `values` holds more than one item when the text had a semicolon. */
export type Filter = {
  entity: EntityCode;
  column: string;
  type: ColumnType;
  operator: FilterOperator;
  values: readonly string[];
};

const EXPRESSION = /(.+)\((.+),\s?(.+)\)/u;

/**
 * Reads `contains(name,x)+eq(phase,RUNNING)` for a list of `primary`. Nothing can be quoted: a comma moves the border of
 * the field, a plus ends the expression, a semicolon makes a list. Throws InvalidArgument in FlyteAdmin's words.
 */
export function parseFilters(primary: EntityCode, text: string): Filter[] {
  return text === "" ? [] : text.split("+").map((expression) => parseExpression(primary, expression));
}

function parseExpression(primary: EntityCode, expression: string): Filter {
  const [, operatorText = "", fieldText = "", valueText = ""] = EXPRESSION.exec(expression) ?? [];
  if (operatorText === "") throw invalid("invalid value for filters");
  const { entity, field } = fieldOf(primary, fieldText);
  const columns = TABLES[entity].columns;
  const type = Object.hasOwn(columns, field) ? columns[field] : undefined;
  if (entity !== primary && JOINS[primary][entity] === undefined) {
    throw invalid(`'${entity}' entity is not allowed in filters`);
  }
  if (type === undefined) throw invalid(`'${entity}.${field}' is invalid filter`);
  const operator = OPERATORS.find((each) => each === operatorText);
  if (operator === undefined) throw invalid(`unrecognized filter function: ${operatorText}`);
  return { entity, column: renamed(entity, field), type, operator, values: valueText.split(";") };
}

function fieldOf(primary: EntityCode, text: string): { entity: EntityCode; field: string } {
  const dot = text.indexOf(".");
  const prefix = text.slice(0, Math.max(dot, 0));
  const entity = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined;
  return entity === undefined ? { entity: primary, field: text } : { entity, field: text.slice(dot + 1) };
}

const EXECUTION_LIKE: ReadonlySet<EntityCode> = new Set(["e", "ne", "te"]);

/** FlyteAdmin renames after the check of the columns, so `name` of a task execution filters by the execution's name. */
function renamed(entity: EntityCode, field: string): string {
  if (entity === "at" && field === "name") return "key";
  const isKey = field === "project" || field === "domain" || field === "name";
  return EXECUTION_LIKE.has(entity) && isKey ? `execution_${field}` : field;
}
