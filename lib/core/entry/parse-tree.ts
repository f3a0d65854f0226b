import { typeText } from "../type-text";
import type { Datum, Value, ValueType } from "../value";
import { parseFloat64, parseInteger } from "./parse-number";
import { parseDatetime, parseDuration } from "./parse-time";
import { fail, good, type Parsed } from "./parsed";
import type { JsonTree } from "./read-json";

/**
 * A JSON tree as a value of a list, map or anything inside one. `at` leads to the place ("" at the top) and stands in
 * front of every message: `[3]: not an int`.
 */
export function parseTree(type: ValueType, tree: JsonTree, at: string): Parsed<Value> {
  switch (type.kind) {
    case "list":
      return parseList(type.item, tree, at);
    case "map":
      return parseMap(type.value, tree, at);
    case "union":
      return parseUnion(type.variants, tree, at);
    case "enum":
      return tree.kind === "string" && type.values.includes(tree.value)
        ? good({ kind: "string", value: tree.value })
        : wrong(at, `not one of ${type.values.join(", ")}`);
    case "simple":
      return parseSimple(type, tree, at);
    case "blob":
      return stored(tree, at, (uri) => ({ kind: "blob", uri, format: type.format, multipart: type.multipart }));
    case "schema":
      return stored(tree, at, (uri) => ({ kind: "schema", uri, columns: type.columns }));
    case "structured_dataset":
      return stored(tree, at, (uri) => ({
        kind: "structured_dataset",
        uri,
        format: type.format,
        columns: type.columns,
      }));
    case "unknown":
      return wrong(at, "its type is unknown here");
  }
}

const wrong = (at: string, what: string) =>
  fail(at === "" ? what.replace(/^./, (c) => c.toUpperCase()) : `${at}: ${what}`);

function parseList(item: ValueType, tree: JsonTree, at: string): Parsed<Value> {
  if (tree.kind !== "array") return wrong(at, "not a list: write [ … ]");
  const items: Value[] = [];
  for (const [index, one] of tree.items.entries()) {
    const parsed = parseTree(item, one, `${at}[${index}]`);
    if (!parsed.ok) return parsed;
    items.push(parsed.value);
  }
  return good({ kind: "list", items });
}

function parseMap(value: ValueType, tree: JsonTree, at: string): Parsed<Value> {
  if (tree.kind !== "object") return wrong(at, 'not a map: write { "key": … }');
  const entries: { key: string; value: Value }[] = [];
  for (const one of tree.entries) {
    const parsed = parseTree(value, one.value, `${at}[${JSON.stringify(one.key)}]`);
    if (!parsed.ok) return parsed;
    entries.push({ key: one.key, value: parsed.value });
  }
  return good({ kind: "map", entries });
}

function parseUnion(variants: readonly ValueType[], tree: JsonTree, at: string): Parsed<Value> {
  for (const variant of variants) {
    const parsed = parseTree(variant, tree, at);
    if (parsed.ok) return good({ kind: "union", variant, value: parsed.value });
  }
  return wrong(at, `fits none of ${variants.map(typeText).join(", ")}`);
}

function parseSimple(type: ValueType & { kind: "simple" }, tree: JsonTree, at: string): Parsed<Value> {
  if (type.simple === "struct") return good({ kind: "struct", encoding: "msgpack", data: treeToDatum(tree) });
  const value = simpleValue(type.simple, tree);
  return value === null ? wrong(at, `not ${article(typeText(type))}`) : good(value);
}

const article = (noun: string): string => (noun === "None" ? noun : `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`);

type SimpleName = Exclude<Extract<ValueType, { kind: "simple" }>["simple"], "struct">;

function simpleValue(simple: SimpleName, tree: JsonTree): Value | null {
  if (simple === "integer" || simple === "float") return tree.kind === "number" ? numberValue(simple, tree.text) : null;
  if (simple === "none") return tree.kind === "null" ? { kind: "none" } : null;
  if (simple === "boolean") return tree.kind === "boolean" ? { kind: "boolean", value: tree.value } : null;
  return tree.kind === "string" ? textValue(simple, tree.value) : null;
}

function numberValue(simple: "integer" | "float", text: string): Value | null {
  if (simple === "integer") {
    const parsed = parseInteger(text);
    return parsed.ok ? { kind: "integer", value: parsed.value } : null;
  }
  const parsed = parseFloat64(text);
  return parsed.ok ? { kind: "float", value: parsed.value } : null;
}

function textValue(simple: "string" | "datetime" | "duration" | "binary" | "error", text: string): Value | null {
  if (simple === "string") return { kind: "string", value: text };
  if (simple === "datetime") {
    const parsed = parseDatetime(text);
    return parsed.ok ? { kind: "datetime", value: parsed.value } : null;
  }
  if (simple !== "duration") return null;
  const parsed = parseDuration(text);
  return parsed.ok ? { kind: "duration", ...parsed.value } : null;
}

function stored(tree: JsonTree, at: string, to: (uri: string) => Value): Parsed<Value> {
  return tree.kind === "string" && tree.value !== "" ? good(to(tree.value)) : wrong(at, "not an address in quotes");
}

/** JSON as the untyped tree of a struct: a number without fraction or exponent is an integer, as Python's json reads it. */
export function treeToDatum(tree: JsonTree): Datum {
  switch (tree.kind) {
    case "null":
    case "boolean":
    case "string":
      return tree;
    case "number": {
      const integer = parseInteger(tree.text);
      if (integer.ok) return { kind: "integer", value: integer.value };
      const float = parseFloat64(tree.text);
      return { kind: "float", value: float.ok ? float.value : "Infinity" };
    }
    case "array":
      return { kind: "list", items: tree.items.map(treeToDatum) };
    case "object":
      return {
        kind: "map",
        entries: tree.entries.map(({ key, value }) => ({
          key: { kind: "string", value: key },
          value: treeToDatum(value),
        })),
      };
  }
}
