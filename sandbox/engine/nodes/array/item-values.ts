import type { Literal, LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { ArrayNode } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { collection, literalMap, NONE_TYPE, none, unionLiteral } from "@/sandbox/engine/values/literals";

/** How many items a map has: the length of its lists, which are of equal length. */
export function itemCount(array: ArrayNode, inputs: LiteralMap): number {
  const lengths = Object.entries(inputs.literals).flatMap(([name, { value }]) =>
    value.case === "collection" && !array.boundInputs.includes(name) ? [value.value.literals.length] : [],
  );
  return Math.max(0, ...lengths);
}

/** Inputs of one item: lists that are not bound give their element, all else goes to every item. */
export function itemInputs(array: ArrayNode, inputs: LiteralMap, index: number): LiteralMap {
  const literals: Record<string, Literal> = {};
  for (const [name, literal] of Object.entries(inputs.literals)) {
    const { value } = literal;
    const listed = value.case === "collection" && !array.boundInputs.includes(name);
    const item = listed ? value.value.literals[index] : literal;
    if (item !== undefined) literals[name] = item;
  }
  return literalMap(literals);
}

/** The least number of items that have to succeed. */
export function itemsNeeded({ successCriteria }: ArrayNode, count: number): number {
  switch (successCriteria.case) {
    case "minSuccesses":
      return Math.min(count, successCriteria.value);
    case "minSuccessRatio":
      return Math.ceil(count * successCriteria.value);
    case undefined:
      return count;
  }
}

/** Lists of the items' outputs; an item that failed and may leaves an empty optional. */
export function gathered(names: readonly string[], items: readonly (LiteralMap | null)[]): LiteralMap {
  return literalMap(
    Object.fromEntries(
      names.map((name) => [
        name,
        collection(items.map((item) => item?.literals[name] ?? unionLiteral(none(), NONE_TYPE))),
      ]),
    ),
  );
}

/** One message of all failed items; equal ones are told once. */
export function joinedMessages(failures: ReadonlyMap<number, string>): string {
  const byText = new Map<string, number[]>();
  for (const [index, text] of [...failures].toSorted(([a], [b]) => a - b))
    byText.set(text, [...(byText.get(text) ?? []), index]);
  return [...byText].map(([text, indices]) => `[${indices.join(", ")}]: ${text}\n`).join("");
}
