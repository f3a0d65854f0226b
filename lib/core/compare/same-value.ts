import type { Datum, Value, ValueType } from "../value";

/**
 * One spelling per value: two values are the same exactly when these texts are. Types count (`1` is not `1.0`), the order
 * of map entries does not, nor do hash and metadata, which describe a value and are no part of it.
 */
export function valueIdentity(value: Value): string {
  if (value.kind === "list") return `list[${value.items.map(valueIdentity).join(",")}]`;
  if (value.kind === "struct") return `struct(${datumIdentity(value.data)})`;
  if (value.kind === "union") return `union<${typeIdentity(value.variant)}>(${valueIdentity(value.value)})`;
  if (value.kind !== "map") return plainIdentity(value);
  return `map{${sorted(value.entries.map((one) => [JSON.stringify(one.key), valueIdentity(one.value)]))}}`;
}

/** A part of a struct, by the same rules. The encoding of the struct (msgpack or JSON) is not part of its content. */
export function datumIdentity(datum: Datum): string {
  if (datum.kind === "list") return `list[${datum.items.map(datumIdentity).join(",")}]`;
  if (datum.kind !== "map") return plainIdentity(datum);
  return `map{${sorted(datum.entries.map((one) => [datumIdentity(one.key), datumIdentity(one.value)]))}}`;
}

const sorted = (entries: [key: string, value: string][]): string =>
  entries
    .map(([key, value]) => `${key}:${value}`)
    .sort()
    .join(",");

const LEFT_OUT: ReadonlySet<string> = new Set(["hash", "metadata"]);

const plainIdentity = (value: object): string =>
  JSON.stringify(
    Object.entries(value)
      .filter(([key]) => !LEFT_OUT.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** The variant of a union counts by what it is, not by the JSON schema that describes it. */
function typeIdentity(type: ValueType): string {
  if (type.kind === "simple") return type.simple;
  if (type.kind === "list") return `list[${typeIdentity(type.item)}]`;
  if (type.kind === "map") return `map[${typeIdentity(type.value)}]`;
  return type.kind;
}
