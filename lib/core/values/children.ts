import { datumLine } from "@/lib/core/format/value-text";
import type { Datum, Value, ValueType } from "@/lib/core/value";
import { contentOf, type Item, type Place } from "./item";
import { fieldSchema, itemSchema, readSchema, type SchemaPlace, schemaDescription } from "./json-schema";

/** The places one level below, in order. */
export function childrenOf(place: Place): Place[] {
  const content = contentOf(place.item);
  if (content.kind === "list") return listChildren(content.items, place);
  if (content.kind === "map") return content.entries.map(({ key, value }) => entry(key, value, place));
  if (content.kind !== "schema" && content.kind !== "structured_dataset") return [];
  return content.columns.map(({ name, type }) => ({
    name,
    path: `${place.path}[${JSON.stringify(name)}]`,
    item: { of: "column" },
    type,
    description: "",
    schema: null,
  }));
}

function listChildren(items: readonly (Value | Datum)[], place: Place): Place[] {
  const type = variantOf(place);
  const schema = itemSchema(schemaOf(place));
  return items.map((item, index) => ({
    name: String(index),
    path: `${place.path}[${index}]`,
    item: itemOf(item, place.item),
    type: type?.kind === "list" ? type.item : null,
    description: "",
    schema,
  }));
}

function entry(key: string | Datum, value: Value | Datum, place: Place): Place {
  const isText = typeof key === "string" || key.kind === "string";
  const name = typeof key === "string" ? key : key.kind === "string" ? key.value : datumLine(key);
  const isField = isStruct(place.item) && isText && /^[A-Za-z_]\w*$/.test(name);
  const schema = isText ? fieldSchema(schemaOf(place), name) : null;
  const type = variantOf(place);
  return {
    name,
    path: `${place.path}${isField ? `.${name}` : `[${isText ? JSON.stringify(name) : name}]`}`,
    item: itemOf(value, place.item),
    type: type?.kind === "map" ? type.value : null,
    description: schemaDescription(schema),
    schema,
  };
}

/** Whether what stands here is a part of a struct, whose maps hold untyped trees. */
function isStruct(item: Item): boolean {
  if (item.of !== "value") return item.of === "datum";
  let at = item.value;
  while (at.kind === "union") at = at.value;
  return at.kind === "struct";
}

/** Below a struct there are only parts of it: a list or map of values holds values, one of a struct parts. */
const itemOf = (value: Value | Datum, parent: Item): Item =>
  isStruct(parent) ? { of: "datum", datum: toDatum(value) } : { of: "value", value: toValue(value) };

const DATUM_KINDS: ReadonlySet<string> = new Set(
  "null boolean integer float string bytes timestamp extension list map".split(" "),
);
const VALUE_ONLY: ReadonlySet<string> = new Set(["null", "bytes", "timestamp", "extension"]);

const isDatum = (value: Value | Datum): value is Datum => DATUM_KINDS.has(value.kind);
const isValue = (value: Value | Datum): value is Value => !VALUE_ONLY.has(value.kind);
const toDatum = (value: Value | Datum): Datum => (isDatum(value) ? value : { kind: "null" });
const toValue = (value: Value | Datum): Value => (isValue(value) ? value : { kind: "none" });

/** The declared type, or that of the variant that a union holds. */
function variantOf({ item, type }: Place): ValueType | null {
  let found = type;
  let at = item.of === "value" ? item.value : null;
  while (at?.kind === "union") {
    found = at.variant;
    at = at.value;
  }
  return found;
}

function schemaOf(place: Place): SchemaPlace | null {
  if (place.schema !== null) return place.schema;
  const type = variantOf(place);
  return type?.kind === "simple" ? readSchema(type.schema) : null;
}
