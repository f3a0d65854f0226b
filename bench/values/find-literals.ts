import { create, isMessage } from "@bufbuild/protobuf";
import { type Literal, LiteralSchema, ScalarSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";

export type FoundLiteral = { where: string; literal: Literal; isBinding: boolean };

/** The outermost literals of a message with where they stand, and the scalars of bindings as literals. */
export function findLiterals(message: unknown): FoundLiteral[] {
  const found: FoundLiteral[] = [];
  visit(message, "", found);
  return found;
}

function visit(value: unknown, where: string, found: FoundLiteral[]): void {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return;
  if (isMessage(value, LiteralSchema)) {
    found.push({ where, literal: value, isBinding: false });
  } else if (isMessage(value, ScalarSchema)) {
    found.push({ where, literal: create(LiteralSchema, { value: { case: "scalar", value } }), isBinding: true });
  } else {
    for (const [key, child] of Object.entries(value)) visit(child, where === "" ? key : `${where}.${key}`, found);
  }
}
