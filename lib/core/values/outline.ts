import type { Datum, Value } from "@/lib/core/value";

/** Deeper parts are named and not followed: writers recurse, and no reader follows more. */
export const MAX_DEPTH = 200;

/** A value reduced to what its writing in a text format needs: unions and structs are read through. */
export type Outline =
  | { kind: "leaf"; leaf: Leaf }
  | { kind: "list"; items: readonly (Value | Datum)[] }
  | { kind: "map"; entries: readonly { key: string | Datum; value: Value | Datum }[] };

export type Leaf =
  | Exclude<Value, { kind: "union" | "struct" | "list" | "map" }>
  | Exclude<Datum, { kind: "list" | "map" }>;

/** A leaf that is one word and holds neither an address nor bytes. */
export type PlainLeaf = Exclude<Leaf, { uri: string } | { base64: string } | { kind: "duration" | "error" }>;

/** What a value or a part of a struct is, one level deep. */
export function outlineOf(value: Value | Datum): Outline {
  let at = value;
  while (at.kind === "union" || at.kind === "struct") at = at.kind === "union" ? at.value : at.data;
  if (at.kind === "list") return { kind: "list", items: at.items };
  if (at.kind === "map") return { kind: "map", entries: at.entries };
  return { kind: "leaf", leaf: at };
}
