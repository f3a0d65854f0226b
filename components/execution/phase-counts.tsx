import clsx from "clsx";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { formatCount } from "@/lib/core/format/count";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { NodePhase } from "@/lib/core/phase";
import { NODE_PHASES } from "./node-phases";

/**
 * How many nodes stand in each phase, of how many; a press shows those alone, a second press all again. `isPartial`: there
 * are more that were not read yet.
 */
export function PhaseCounts({
  counts,
  isPartial,
  phases,
  onPhases,
}: {
  counts: Partial<Record<NodePhase, number>>;
  isPartial: boolean;
  /** The phases that are shown alone; none for all. */
  phases: readonly NodePhase[];
  onPhases: (phases: NodePhase[]) => void;
}) {
  const total = NODE_PHASES.reduce((sum, phase) => sum + (counts[phase] ?? 0), 0);
  if (total === 0) return null;
  const toggle = (phase: NodePhase): void =>
    onPhases(NODE_PHASES.filter((each) => phases.includes(each) !== (each === phase)));
  return (
    <ul aria-label="Nodes by phase" className="flex flex-wrap items-center gap-x-0.5 gap-y-1 text-12">
      {NODE_PHASES.map((phase) => {
        const count = counts[phase] ?? 0;
        const isOn = phases.includes(phase);
        // A phase that is shown alone can be let go of also when nothing is in it any more.
        return count === 0 && !isOn ? null : (
          <li key={phase}>
            <button
              type="button"
              aria-pressed={isOn}
              title={`Only ${phaseWord(phase).toLowerCase()}`}
              onClick={() => toggle(phase)}
              className={clsx(
                "inline-flex min-h-6 items-center gap-1 rounded-md border px-1.5 max-sm:min-h-11",
                isOn ? "border-accent bg-accent-soft" : "border-transparent hover:bg-hover",
              )}
            >
              <PhaseGlyph phase={phase} size={13} />
              <span>{formatCount(count)}</span>{" "}
              <span className="text-text-2 sm:sr-only">{phaseWord(phase).toLowerCase()}</span>
            </button>
          </li>
        );
      })}
      <li className="pl-1.5 text-text-3">{`of ${formatCount(total)}${isPartial ? " read so far" : ""}`}</li>
    </ul>
  );
}
