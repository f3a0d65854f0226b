import { decode } from "@msgpack/msgpack";
import type { Literal, Scalar } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { primitive } from "@/sandbox/engine/values/literals";

/** Plain JSON of a literal: integers as numbers, a dataclass as an object, a file as its URI. */
export function plain({ value }: Literal): unknown {
  if (value.case === "collection") return value.value.literals.map(plain);
  if (value.case === "map")
    return Object.fromEntries(Object.entries(value.value.literals).map(([key, each]) => [key, plain(each)]));
  return value.case === "scalar" ? plainScalar(value.value) : null;
}

function plainScalar({ value }: Scalar): unknown {
  if (value.case === "binary") return decode(value.value.value);
  if (value.case === "blob") return value.value.uri;
  if (value.case === "union" && value.value.value !== undefined) return plain(value.value.value);
  if (value.case !== "primitive") return null;
  const found = value.value.value.value;
  return typeof found === "bigint" ? Number(found) : found;
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
