import type { ValueSet, Variable } from "@/lib/core/value";
import { ValueTree } from "./value-tree";

/**
 * Inputs or outputs of a run, a node or an attempt. "None", "not yet" and "could not be read" are three sentences:
 * FlyteAdmin answers an empty map to all of them.
 */
export function ValueSetView({
  side,
  set,
  ended,
  variables,
}: {
  side: "inputs" | "outputs";
  set: ValueSet;
  /** Whether what they belong to has ended, so that missing outputs will not come any more. */
  ended: boolean;
  variables?: readonly Variable[];
}) {
  if (set.state === "present") {
    return <ValueTree label={side === "inputs" ? "Inputs" : "Outputs"} values={set.values} variables={variables} />;
  }
  return <p className="px-3 py-2 break-words text-text-2">{sentence(side, set, ended)}</p>;
}

function sentence(side: "inputs" | "outputs", set: Exclude<ValueSet, { state: "present" }>, ended: boolean): string {
  if (set.state === "unavailable") {
    return `The ${side} could not be read: FlyteAdmin answered with nothing although ${set.uri} was written. This does not mean that there are none.`;
  }
  if (side === "inputs") return "No inputs.";
  return ended ? "No outputs." : "No outputs yet.";
}
