import { datumLine, valueText } from "@/lib/core/format/value-text";
import type { Datum, Value } from "../value";
import { datumIdentity, valueIdentity } from "./same-value";
import type { Leaf, LeafPart } from "./types";

/** More leaves than this and a value is one row: a table of thousands of rows compares nothing. */
const MAX_LEAVES = 300;
/** Entries up to which a map is rows of its own: fields of a report are read one by one, predictions by zone are not. */
const MAX_ENTRIES = 20;
/** Items up to which a list is written out; longer ones are counted. */
const MAX_LIST = 8;

/** A map inside a value, typed or inside a struct; null for all that is one leaf. */
type Entries = { key: string; inner: Inner }[];
type Inner = { value: Value } | { datum: Datum };

/**
 * Leaves of a value by path: `report` with fields gives `report.mae`, `report.count`. A list is one leaf, and so is what
 * is at a path of `whole`.
 */
export function flattenValue(name: string, value: Value, whole: ReadonlySet<string>): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const visit = (path: string, inner: Inner): void => {
    const entries = whole.has(path) ? null : entriesOf(inner);
    if (entries === null) leaves.set(path, leafOf(inner));
    else for (const entry of entries) visit(`${path}${step(entry.key)}`, entry.inner);
  };
  visit(name, { value });
  return leaves;
}

/**
 * Paths in a value that hold too much for rows of their own. What is one row in one run must be one in all, else its rows
 * would find no partner: so these are gathered over all runs first.
 */
export function widePaths(name: string, value: Value): string[] {
  const wide: string[] = [];
  let leaves = 0;
  const visit = (path: string, inner: Inner): void => {
    const entries = leaves > MAX_LEAVES ? null : entriesOf(inner);
    if (entries === null) leaves += 1;
    else if (entries.length > MAX_ENTRIES) wide.push(path);
    else for (const entry of entries) visit(`${path}${step(entry.key)}`, entry.inner);
  };
  visit(name, { value });
  return leaves > MAX_LEAVES ? [...wide, name] : wide;
}

function entriesOf(inner: Inner): Entries | null {
  if ("value" in inner) {
    const { value } = inner;
    if (value.kind === "union") return entriesOf({ value: value.value });
    if (value.kind === "struct") return entriesOf({ datum: value.data });
    if (value.kind !== "map" || value.entries.length === 0) return null;
    return value.entries.map((entry) => ({ key: entry.key, inner: { value: entry.value } }));
  }
  const { datum } = inner;
  if (datum.kind !== "map" || datum.entries.length === 0) return null;
  const entries: Entries = [];
  for (const { key, value } of datum.entries) {
    if (key.kind !== "string") return null;
    entries.push({ key: key.value, inner: { datum: value } });
  }
  return entries;
}

/** A key that is a name is joined by a point, any other is quoted, so no two paths are spelled alike. */
const step = (key: string): string => (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);

const identityOf = (inner: Inner): string =>
  "value" in inner ? valueIdentity(inner.value) : datumIdentity(inner.datum);

function leafOf(inner: Inner): Leaf {
  const bare = "value" in inner && inner.value.kind === "union" ? { value: inner.value.value } : inner;
  const parts = partsOf(bare);
  return { identity: identityOf(inner), text: textOf(bare, parts), number: numberOf(bare), parts };
}

function textOf(inner: Inner, parts: LeafPart[] | null): string {
  if (parts !== null && parts.length > MAX_LIST) return `${parts.length} ${isList(inner) ? "items" : "entries"}`;
  return "value" in inner ? valueText(inner.value) : datumLine(inner.datum);
}

const isList = (inner: Inner): boolean => ("value" in inner ? inner.value.kind : inner.datum.kind) === "list";

function partsOf(inner: Inner): LeafPart[] | null {
  const entries = entriesOf(inner);
  if (entries !== null) return entries.map(({ key, inner: part }) => ({ label: key, identity: identityOf(part) }));
  return itemsOf(inner)?.map((identity, index) => ({ label: `[${index}]`, identity })) ?? null;
}

function itemsOf(inner: Inner): string[] | null {
  if ("datum" in inner) return inner.datum.kind === "list" ? inner.datum.items.map(datumIdentity) : null;
  return inner.value.kind === "list" ? inner.value.items.map(valueIdentity) : null;
}

function numberOf(inner: Inner): Leaf["number"] {
  const value = "value" in inner ? inner.value : inner.datum;
  if (value.kind === "integer") return { kind: "integer", value: value.value };
  if (value.kind === "float" && typeof value.value === "number") return { kind: "float", value: value.value };
  if (value.kind === "duration") {
    return { kind: "duration", ms: Number(value.seconds) * 1_000 + value.nanos / 1_000_000 };
  }
  return null;
}
