import "server-only";
import { ContrailError } from "@/lib/core/errors";
import type { Value } from "@/lib/core/value";
import type { Literal } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { fromValue } from "@/lib/server/backends/flyte1/map-literal";
import { valueShape } from "./value-shape";

/**
 * Literals of the inputs that a browser sent. Throws `invalid` with a sentence for each input at fault. Whether a value
 * fits the declared type is for Flyte to say.
 */
export function toLiterals(inputs: Readonly<Record<string, Value>>): Record<string, Literal> {
  const fields: Record<string, string> = {};
  const literals: Record<string, Literal> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const made = toLiteral(value);
    if ("fault" in made) fields[name] = made.fault;
    else literals[name] = made.literal;
  }
  const names = Object.keys(fields);
  if (names.length === 0) return literals;
  throw new ContrailError("invalid", `Flyte cannot take the value of ${names.join(", ")}.`, { fields });
}

function toLiteral(value: Value): { literal: Literal } | { fault: string } {
  const shape = valueShape.safeParse(value);
  if (!shape.success) return { fault: "is not a value of a Flyte type" };
  try {
    return { literal: fromValue(shape.data) };
  } catch (error) {
    if (error instanceof ContrailError) return { fault: error.message };
    throw error;
  }
}
