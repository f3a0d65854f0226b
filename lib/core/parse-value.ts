import { parseFloat64, parseInteger } from "./entry/parse-number";
import { parseDatetime, parseDuration } from "./entry/parse-time";
import { parseTree, treeToDatum } from "./entry/parse-tree";
import { fail, good, type Parsed, quote } from "./entry/parsed";
import { type JsonTree, readJson } from "./entry/read-json";
import { typeText } from "./type-text";
import type { SimpleTypeName, Value, ValueType } from "./value";

/**
 * What a person typed, as a value of the type. Strings are taken as they are; lists, maps and structs are JSON text;
 * datasets and files are their URI; `None` or nothing is none where the type allows it. A message names the bad input.
 */
export function parseInput(type: ValueType, text: string): Parsed<Value> {
  switch (type.kind) {
    case "simple":
      return parseSimple(type.simple, text);
    case "enum":
      return parseEnum(type.values, text);
    case "union":
      return parseUnion(type.variants, text);
    case "list":
    case "map":
      return withJson(text, (tree) => parseTree(type, tree, ""));
    case "blob":
    case "schema":
    case "structured_dataset":
      return parseStored(type, text);
    case "unknown":
      return fail("This version of the console does not know the type, so it cannot be typed here");
  }
}

const isNone = (text: string): boolean => text.trim() === "" || text.trim() === "None";

const SIMPLE: Record<SimpleTypeName, (text: string) => Parsed<Value>> = {
  none: (text) => (isNone(text) ? good({ kind: "none" }) : fail(`Only None fits here: ${quote(text)}`)),
  integer: (text) => map(parseInteger(text), (value) => ({ kind: "integer", value })),
  float: (text) => map(parseFloat64(text), (value) => ({ kind: "float", value })),
  string: (text) => good({ kind: "string", value: text }),
  boolean: parseBoolean,
  datetime: (text) => map(parseDatetime(text), (value) => ({ kind: "datetime", value })),
  duration: (text) => map(parseDuration(text), (value) => ({ kind: "duration", ...value })),
  binary: (text) =>
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.trim())
      ? good({ kind: "binary", tag: "", base64: text.trim() })
      : fail(`Not base64: ${quote(text)}`),
  error: () => fail("An error cannot be given as an input"),
  struct: (text) => withJson(text, (tree) => good({ kind: "struct", encoding: "msgpack", data: treeToDatum(tree) })),
};

const parseSimple = (simple: SimpleTypeName, text: string): Parsed<Value> => SIMPLE[simple](text);

function map<T>(parsed: Parsed<T>, to: (value: T) => Value): Parsed<Value> {
  return parsed.ok ? good(to(parsed.value)) : parsed;
}

function parseBoolean(text: string): Parsed<Value> {
  const word = text.trim().toLowerCase();
  if (word !== "true" && word !== "false") return fail(`Neither true nor false: ${quote(text)}`);
  return good({ kind: "boolean", value: word === "true" });
}

function parseEnum(values: readonly string[], text: string): Parsed<Value> {
  if (values.includes(text)) return good({ kind: "string", value: text });
  const shown = values.slice(0, 8).join(", ");
  const rest = values.length > 8 ? ` and ${values.length - 8} more` : "";
  return fail(`${quote(text)} is not one of ${shown}${rest}`);
}

/** The most telling variant wins: none for nothing, then all that check their text, then a plain string. */
function parseUnion(variants: readonly ValueType[], text: string): Parsed<Value> {
  const none = variants.find((one) => one.kind === "simple" && one.simple === "none");
  if (none !== undefined && isNone(text)) return good({ kind: "union", variant: none, value: { kind: "none" } });
  const isText = (one: ValueType): boolean => one.kind === "simple" && one.simple === "string";
  const messages: string[] = [];
  for (const variant of [...variants.filter((one) => !isText(one)), ...variants.filter(isText)]) {
    if (variant === none) continue;
    const parsed = parseInput(variant, text);
    if (parsed.ok) return good({ kind: "union", variant, value: parsed.value });
    messages.push(parsed.message);
  }
  const [only] = messages;
  if (messages.length === 1 && only !== undefined) return fail(only);
  return fail(`${quote(text)} fits none of ${variants.map(typeText).join(", ")}`);
}

function withJson(text: string, then: (tree: JsonTree) => Parsed<Value>): Parsed<Value> {
  if (text.trim() === "") return fail("Empty: write JSON");
  const read = readJson(text);
  return read.ok ? then(read.tree) : fail(`Not JSON: ${read.message}`);
}

type StoredType = Extract<ValueType, { kind: "blob" | "schema" | "structured_dataset" }>;

function parseStored(type: StoredType, text: string): Parsed<Value> {
  const uri = text.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(uri) && !/^\/\S+$/.test(uri)) {
    return fail(`Not an address of stored data: ${quote(text)}. Write s3://bucket/key`);
  }
  switch (type.kind) {
    case "blob":
      return good({ kind: "blob", uri, format: type.format, multipart: type.multipart });
    case "schema":
      return good({ kind: "schema", uri, columns: type.columns });
    case "structured_dataset":
      return good({ kind: "structured_dataset", uri, format: type.format, columns: type.columns });
  }
}
