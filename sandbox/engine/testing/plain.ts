import { decode } from "@msgpack/msgpack";
import type { Literal } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { primitive } from "@/sandbox/engine/values/literals";

/** Plain JSON of a literal: integers as numbers, a dataclass as an object, a file as its URI. */
export function plain(literal: Literal): unknown {
  const { value } = literal;
  if (value.case === "collection") return value.value.literals.map(plain);
  if (value.case === "map")
    return Object.fromEntries(Object.entries(value.value.literals).map(([key, each]) => [key, plain(each)]));
  const inner = value.case === "scalar" ? value.value.value : undefined;
  if (inner?.case === "primitive") {
    const found = inner.value.value.value;
    return typeof found === "bigint" ? Number(found) : found;
  }
  if (inner?.case === "binary") return decode(inner.value.value);
  if (inner?.case === "blob") return inner.value.uri;
  if (inner?.case === "union" && inner.value.value !== undefined) return plain(inner.value.value);
  return null;
}

/** Literals of plain inputs; `floats` names those that are floats even when they are whole. */
export function literalsOf(
  values: Readonly<Record<string, unknown>>,
  floats: readonly string[],
): Record<string, Literal> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === "string") return [name, primitive({ case: "stringValue", value })];
      if (typeof value === "boolean") return [name, primitive({ case: "boolean", value })];
      if (typeof value !== "number") throw new Error(`${name} is no plain input`);
      if (floats.includes(name)) return [name, primitive({ case: "floatValue", value })];
      return [name, primitive({ case: "integer", value: BigInt(value) })];
    }),
  );
}
