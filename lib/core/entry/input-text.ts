import { durationText } from "@/lib/core/format/duration-text";
import { floatText } from "@/lib/core/format/float-text";
import type { Datum, Value } from "../value";

/**
 * The text that `parseInput` reads back to this value, for a field that starts with it. null when no text says it (bytes,
 * keys that are not strings, data that is stored elsewhere): such a value can only be kept as it is.
 */
export function inputText(value: Value): string | null {
  if (value.kind === "union") return inputText(value.value);
  if (value.kind === "none") return "None";
  if (value.kind === "binary") return value.tag === "" ? value.base64 : null;
  if (value.kind !== "list" && value.kind !== "map" && value.kind !== "struct") return wordText(value);
  try {
    return write(value, "");
  } catch (error) {
    if (error instanceof NoText) return null;
    throw error;
  }
}

class NoText extends Error {}

/** Text of what is one word: primitives without quotes, and URIs. */
function wordText(value: Value): string | null {
  if ("uri" in value && value.kind !== "offloaded") return value.uri === "" ? null : value.uri;
  if (value.kind === "integer" || value.kind === "datetime" || value.kind === "string") return value.value;
  if (value.kind === "float") return floatText(value.value);
  if (value.kind === "boolean") return String(value.value);
  return value.kind === "duration" ? durationText(value) : null;
}

const BARE: ReadonlySet<Value["kind"]> = new Set(["integer", "float", "boolean"]);

/** JSON of structures, indented by two as people edit it. */
function write(value: Value, indent: string): string {
  if (value.kind === "none") return "null";
  if (value.kind === "union") return write(value.value, indent);
  if (value.kind === "list") return array(value.items, indent, write);
  if (value.kind === "struct") return writeDatum(value.data, indent);
  if (value.kind === "map") {
    const entries = value.entries.map((one) => [one.key, one.value] as const);
    return object(entries, indent, write);
  }
  const text = wordText(value);
  if (text === null) throw new NoText();
  return BARE.has(value.kind) ? text : JSON.stringify(text);
}

function writeDatum(datum: Datum, indent: string): string {
  switch (datum.kind) {
    case "null":
      return "null";
    case "boolean":
      return String(datum.value);
    case "integer":
      return datum.value;
    case "float":
      return floatText(datum.value);
    case "string":
      return JSON.stringify(datum.value);
    case "list":
      return array(datum.items, indent, writeDatum);
    case "map":
      return object(
        datum.entries.map(({ key, value }) => {
          if (key.kind !== "string") throw new NoText();
          return [key.value, value] as const;
        }),
        indent,
        writeDatum,
      );
    case "bytes":
    case "timestamp":
    case "extension":
      throw new NoText();
  }
}

/** Short lists stand on one line, as people write them. */
const MAX_LINE = 80;

function array<T>(items: readonly T[], indent: string, one: (item: T, indent: string) => string): string {
  if (items.length === 0) return "[]";
  const inner = `${indent}  `;
  const parts = items.map((item) => one(item, inner));
  const line = `[${parts.join(", ")}]`;
  if (line.length <= MAX_LINE && !line.includes("\n")) return line;
  return `[\n${parts.map((part) => `${inner}${part}`).join(",\n")}\n${indent}]`;
}

function object<T>(
  entries: readonly (readonly [key: string, value: T])[],
  indent: string,
  one: (value: T, indent: string) => string,
): string {
  if (entries.length === 0) return "{}";
  const inner = `${indent}  `;
  const lines = entries.map(([key, value]) => `${inner}${JSON.stringify(key)}: ${one(value, inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}
