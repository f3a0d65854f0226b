import type { Datum, Value } from "../value";
import { formatBytes } from "./bytes";
import { durationText } from "./duration-text";
import { floatText } from "./float-text";

/** Longest text of one value in a table; more is cut with an ellipsis and the number of characters left out. */
const MAX_CHARS = 200;
/** Items of a list or map shown before the rest is counted. */
const MAX_ITEMS = 8;

/**
 * A value as one line for tables: strings as they are (an empty one as `""`), integers exact, `None` for none, URIs as
 * they are. Long values are cut with a count, never in silence.
 */
export function valueText(value: Value): string {
  return cut(oneLine(value, false));
}

function cut(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, " ⏎ ");
  return line.length <= MAX_CHARS ? line : `${line.slice(0, MAX_CHARS)}… ${line.length - MAX_CHARS} more`;
}

const stringText = (value: string, inside: boolean): string =>
  inside || value === "" ? JSON.stringify(value.slice(0, MAX_CHARS + 1)) : value;

const boolText = (value: boolean): string => (value ? "true" : "false");

function items(parts: readonly (() => string)[], open: string, close: string): string {
  const shown = parts.slice(0, MAX_ITEMS).map((part) => part());
  const rest = parts.length - shown.length;
  return `${open}${shown.join(", ")}${rest > 0 ? `, … ${rest} more` : ""}${close}`;
}

function oneLine(value: Value, inside: boolean): string {
  if (isPrimitive(value)) return primitiveText(value);
  if (isStored(value)) return storedText(value);
  switch (value.kind) {
    case "none":
      return "None";
    case "string":
      return stringText(value.value, inside);
    case "union":
      return oneLine(value.value, inside);
    case "list":
      return items(
        value.items.map((item) => () => oneLine(item, true)),
        "[",
        "]",
      );
    case "map":
      return items(
        value.entries.map((entry) => () => `${entry.key}: ${oneLine(entry.value, true)}`),
        "{",
        "}",
      );
    case "struct":
      return datumText(value.data, inside);
  }
}

type Primitive = Extract<Value, { kind: "integer" | "datetime" | "float" | "boolean" | "duration" }>;

const PRIMITIVES: ReadonlySet<Value["kind"]> = new Set(["integer", "datetime", "float", "boolean", "duration"]);
const isPrimitive = (value: Value): value is Primitive => PRIMITIVES.has(value.kind);

function primitiveText(value: Primitive): string {
  switch (value.kind) {
    case "integer":
    case "datetime":
      return value.value;
    case "float":
      return floatText(value.value);
    case "boolean":
      return boolText(value.value);
    case "duration":
      return durationText(value);
  }
}

type Stored = Exclude<Value, Primitive | { kind: "none" | "string" | "union" | "list" | "map" | "struct" }>;

const OPEN: ReadonlySet<Value["kind"]> = new Set(["none", "string", "union", "list", "map", "struct"]);
const isStored = (value: Value): value is Stored => !isPrimitive(value) && !OPEN.has(value.kind);

function storedText(value: Stored): string {
  switch (value.kind) {
    case "blob":
    case "schema":
    case "structured_dataset":
      return value.uri;
    case "binary":
      return `${value.tag === "" ? "binary" : value.tag}, ${formatBytes(base64Bytes(value.base64))}`;
    case "error":
      return value.message;
    case "offloaded":
      return `${value.uri} (${formatBytes(Number(value.sizeBytes))})`;
    case "unknown":
      return `unknown kind, ${formatBytes(base64Bytes(value.base64))}`;
  }
}

/** A part of a struct as one line, by the same rules as `valueText`. */
export function datumLine(datum: Datum): string {
  return cut(datumText(datum, false));
}

function datumText(datum: Datum, inside: boolean): string {
  switch (datum.kind) {
    case "null":
      return "None";
    case "boolean":
      return boolText(datum.value);
    case "integer":
    case "timestamp":
      return datum.value;
    case "float":
      return floatText(datum.value);
    case "string":
      return stringText(datum.value, inside);
    case "bytes":
      return `bytes, ${formatBytes(base64Bytes(datum.base64))}`;
    case "extension":
      return `extension ${datum.type}, ${formatBytes(base64Bytes(datum.base64))}`;
    case "list":
      return items(
        datum.items.map((item) => () => datumText(item, true)),
        "[",
        "]",
      );
    case "map":
      return items(
        datum.entries.map((entry) => () => `${datumText(entry.key, false)}: ${datumText(entry.value, true)}`),
        "{",
        "}",
      );
  }
}

function base64Bytes(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return Math.max(0, Math.floor((base64.length * 3) / 4) - padding);
}
