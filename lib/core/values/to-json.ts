import { durationText } from "@/lib/core/format/duration-text";
import type { Datum, NamedValue, Value } from "@/lib/core/value";
import { floatWord } from "./float-word";
import { type Leaf, MAX_DEPTH, outlineOf, type PlainLeaf } from "./outline";

/**
 * A value as JSON, indented by two. Integers keep all their digits; NaN and the infinities are written as Python's `json`
 * writes them, which launch forms read back. Files and datasets are their addresses, bytes are base64. A map whose keys
 * would fall together as text (`1` and `"1"`) is a list of pairs.
 */
export function toJson(value: Value | Datum): string {
  return write(value, "", 0);
}

/** Named values as one JSON object. */
export function namedToJson(values: readonly NamedValue[]): string {
  return block(
    values.map(({ name, value }) => `${JSON.stringify(name)}: ${write(value, "  ", 1)}`),
    "{}",
    "",
  );
}

function write(value: Value | Datum, indent: string, depth: number): string {
  if (depth > MAX_DEPTH) return JSON.stringify(`nested deeper than ${MAX_DEPTH}`);
  const outline = outlineOf(value);
  const inner = `${indent}  `;
  if (outline.kind === "leaf") return leafJson(outline.leaf);
  if (outline.kind === "list") {
    return block(
      outline.items.map((item) => write(item, inner, depth + 1)),
      "[]",
      indent,
    );
  }
  const keys = outline.entries.map(({ key }) => keyText(key));
  if (new Set(keys).size < keys.length) {
    const pairs = outline.entries.map(({ key, value: of }) => {
      const name = typeof key === "string" ? JSON.stringify(key) : write(key, inner, depth + 1);
      return `[${name}, ${write(of, inner, depth + 1)}]`;
    });
    return block(pairs, "[]", indent);
  }
  const fields = outline.entries.map(
    ({ value: of }, index) => `${JSON.stringify(keys[index])}: ${write(of, inner, depth + 1)}`,
  );
  return block(fields, "{}", indent);
}

function keyText(key: string | Datum): string {
  if (typeof key === "string") return key;
  const outline = outlineOf(key);
  if (outline.kind !== "leaf") return write(key, "", 0);
  return outline.leaf.kind === "string" ? outline.leaf.value : leafJson(outline.leaf);
}

function block(parts: readonly string[], brackets: "[]" | "{}", indent: string): string {
  if (parts.length === 0) return brackets;
  const inner = `${indent}  `;
  return `${brackets[0]}\n${parts.map((part) => inner + part).join(",\n")}\n${indent}${brackets[1]}`;
}

function leafJson(leaf: Leaf): string {
  if ("uri" in leaf) return JSON.stringify(leaf.uri);
  if ("base64" in leaf) return JSON.stringify(leaf.base64);
  if (leaf.kind === "duration") return JSON.stringify(durationText(leaf));
  if (leaf.kind === "error") return JSON.stringify({ error: leaf.message, failedNodeId: leaf.failedNodeId });
  return wordJson(leaf);
}

function wordJson(leaf: PlainLeaf): string {
  switch (leaf.kind) {
    case "none":
    case "null":
      return "null";
    case "integer":
      return leaf.value;
    case "float":
      return floatWord(leaf.value);
    case "boolean":
      return String(leaf.value);
    case "string":
    case "datetime":
    case "timestamp":
      return JSON.stringify(leaf.value);
  }
}
