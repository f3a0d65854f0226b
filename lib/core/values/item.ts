import { datumLine, valueText } from "@/lib/core/format/value-text";
import type { Datum, Value, ValueType } from "@/lib/core/value";
import type { SchemaPlace } from "./json-schema";

/** One place in a value: a value, a part of a struct, or a column of a dataset, which has no value of its own. */
export type Item = { of: "value"; value: Value } | { of: "datum"; datum: Datum } | { of: "column" };

/** A place with its name, how code would reach it, and what is declared of it. */
export type Place = {
  name: string;
  path: string;
  item: Item;
  type: ValueType | null;
  description: string;
  schema: SchemaPlace | null;
};

const NO_VALUE: Datum = { kind: "null" };

/** What stands at a place; unions and structs are read through, however deep they are nested. */
export function contentOf(item: Item): Value | Datum {
  if (item.of === "column") return NO_VALUE;
  let at: Value | Datum = item.of === "value" ? item.value : item.datum;
  while (at.kind === "union" || at.kind === "struct") at = at.kind === "union" ? at.value : at.data;
  return at;
}

/** How many places lie below; null for what is one value. */
export function sizeOf(item: Item): number | null {
  const content = contentOf(item);
  if (content.kind === "list") return content.items.length;
  if (content.kind === "map") return content.entries.length;
  return content.kind === "structured_dataset" || content.kind === "schema" ? content.columns.length : null;
}

/** The address that a place holds; null for none. */
export function uriOf(item: Item): string | null {
  const content = contentOf(item);
  return "uri" in content && content.uri !== "" ? content.uri : null;
}

/** Text that must not be cut or quoted when it is copied or unfolded; null where a place holds none. */
export function rawText(item: Item): string | null {
  const content = contentOf(item);
  if (content.kind === "string") return content.value;
  return content.kind === "error" ? content.message : uriOf(item);
}

/** A leaf in one line, texts in quotes and whole. */
export function lineOf(item: Item): string {
  if (item.of === "column") return "";
  const content = contentOf(item);
  if (content.kind === "string") return `"${content.value}"`;
  return isDatum(content) ? datumLine(content) : valueText(content);
}

const DATUM_ONLY: ReadonlySet<string> = new Set(["null", "bytes", "timestamp", "extension"]);

/** Kinds that both have print alike, so only those of a struct alone need to be told. */
const isDatum = (content: Value | Datum): content is Datum => DATUM_ONLY.has(content.kind);
