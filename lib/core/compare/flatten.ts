import { datumLine, valueText } from "@/lib/core/format/value-text";
import type { Datum, Value } from "../value";
import { datumIdentity, valueIdentity } from "./same-value";
import type { Leaf } from "./types";

/** More leaves than this and a struct is one row: a table of thousands of rows compares nothing. */
const MAX_LEAVES = 300;
/** Items up to which a list is written out; longer ones are counted. */
const MAX_LIST = 8;

/** Leaves of a value by path. `report` with fields gives `report.mae`, `report.count`; a list is one leaf. */
export function flattenValue(name: string, value: Value): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const fits = visitValue(name, value, leaves);
  return fits ? leaves : wholeValue(name, value);
}

/** The value as one leaf, whatever it holds. */
export function wholeValue(name: string, value: Value): Map<string, Leaf> {
  return new Map([[name, leafOf(value)]]);
}

/** Whether `flattenValue` gives more than the value itself. */
export function isTooWide(value: Value): boolean {
  return !visitValue("", value, new Map());
}

function visitValue(path: string, value: Value, leaves: Map<string, Leaf>): boolean {
  if (value.kind === "union") return visitValue(path, value.value, leaves);
  if (value.kind === "struct" && value.data.kind === "map") return visitDatum(path, value.data, leaves);
  if (value.kind === "map" && value.entries.length > 0) {
    return value.entries.every((entry) => visitValue(`${path}${step(entry.key)}`, entry.value, leaves));
  }
  leaves.set(path, leafOf(value));
  return leaves.size <= MAX_LEAVES;
}

function visitDatum(path: string, datum: Datum, leaves: Map<string, Leaf>): boolean {
  if (datum.kind !== "map" || datum.entries.length === 0 || datum.entries.some((one) => one.key.kind !== "string")) {
    leaves.set(path, datumLeaf(datum));
    return leaves.size <= MAX_LEAVES;
  }
  return datum.entries.every(({ key, value }) =>
    visitDatum(`${path}${step(key.kind === "string" ? key.value : "")}`, value, leaves),
  );
}

/** A key that is a name is joined by a point, any other is quoted, so no two paths are spelled alike. */
const step = (key: string): string => (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);

function leafOf(value: Value): Leaf {
  const inner = value.kind === "union" ? value.value : value;
  return {
    identity: valueIdentity(value),
    text: inner.kind === "list" ? listText(inner.items.length, valueText(inner)) : valueText(inner),
    number: numberOf(inner),
    items: inner.kind === "list" ? inner.items.map(valueIdentity) : null,
  };
}

function datumLeaf(datum: Datum): Leaf {
  return {
    identity: datumIdentity(datum),
    text: datum.kind === "list" ? listText(datum.items.length, datumLine(datum)) : datumLine(datum),
    number: numberOf(datum),
    items: datum.kind === "list" ? datum.items.map(datumIdentity) : null,
  };
}

const listText = (length: number, text: string): string => (length > MAX_LIST ? `${length} items` : text);

function numberOf(value: Value | Datum): Leaf["number"] {
  if (value.kind === "integer") return { kind: "integer", value: value.value };
  if (value.kind === "float" && typeof value.value === "number") return { kind: "float", value: value.value };
  if (value.kind === "duration") {
    return { kind: "duration", ms: Number(value.seconds) * 1_000 + value.nanos / 1_000_000 };
  }
  return null;
}
