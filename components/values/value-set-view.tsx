import type { ValueSet, Variable } from "@/lib/core/value";
import type { ValueHome } from "@/lib/core/values/flyte-address";
import { ValueTree } from "./value-tree";

type Side = "inputs" | "outputs";

/**
 * Inputs or outputs of a run, a node or an attempt. "None", "not yet" and "could not be read" are three sentences:
 * FlyteAdmin answers an empty map to all of them.
 */
export function ValueSetView({
  side,
  set,
  ended,
  succeeded = null,
  variables,
  home,
}: {
  side: Side;
  set: ValueSet;
  /** Whether what they belong to has ended, so that missing outputs will not come any more. */
  ended: boolean;
  /** Whether it ended well, so that it must have written what it declares; null where that is not known. */
  succeeded?: boolean | null;
  variables?: readonly Variable[];
  home?: ValueHome;
}) {
  if (set.state === "present") {
    const label = side === "inputs" ? "Inputs" : "Outputs";
    return <ValueTree label={label} values={set.values} variables={variables} home={home} />;
  }
  const declared = variables?.map(({ name }) => name) ?? [];
  const isMissing = set.state === "none" && declared.length > 0 && (side === "inputs" ? ended : succeeded === true);
  return (
    <p className="px-3 py-2 [overflow-wrap:anywhere] text-text-2">
      {isMissing ? missing(side, declared) : sentence(side, set, ended)}
    </p>
  );
}

function sentence(side: Side, set: Exclude<ValueSet, { state: "present" }>, ended: boolean): string {
  if (set.state === "unavailable") {
    return `The ${side} could not be read: FlyteAdmin answered with nothing although ${set.uri} was written. They are too large for it, or gone from the store. This does not mean that there are none.`;
  }
  if (side === "inputs") return "No inputs.";
  return ended ? "No outputs." : "No outputs yet.";
}

/** An empty answer where the interface declares values: they are there and could not be read. */
function missing(side: Side, declared: readonly string[]): string {
  const names = declared.length > 6 ? `${declared.slice(0, 6).join(", ")}, …` : declared.join(", ");
  return `The ${side} could not be read: the interface declares ${declared.length} (${names}), and FlyteAdmin answered with nothing. They are too large for it, or gone from the store.`;
}
