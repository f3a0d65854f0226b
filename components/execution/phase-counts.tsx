import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { formatCount } from "@/lib/core/format/count";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { NodePhase } from "@/lib/core/phase";

/** In the order in which a person asks: what came out well, what goes on, what went wrong, what did not happen. */
const ORDER: readonly NodePhase[] = [
  "succeeded",
  "cached",
  "recovered",
  "running",
  "paused",
  "queued",
  "failing",
  "failed",
  "timed_out",
  "aborted",
  "skipped",
  "not_run",
  "unknown",
];

/** How many nodes stand in each phase, of how many. `isPartial`: there are more that were not read yet. */
export function PhaseCounts({ counts, isPartial }: { counts: Partial<Record<NodePhase, number>>; isPartial: boolean }) {
  const total = ORDER.reduce((sum, phase) => sum + (counts[phase] ?? 0), 0);
  if (total === 0) return null;
  return (
    <ul aria-label="Nodes by phase" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12">
      {ORDER.map((phase) => {
        const count = counts[phase] ?? 0;
        return count === 0 ? null : (
          <li key={phase} className="inline-flex items-center gap-1" title={phaseWord(phase)}>
            <PhaseGlyph phase={phase} size={13} />
            <span>{formatCount(count)}</span>
            <span className="text-text-2 sm:sr-only">{phaseWord(phase).toLowerCase()}</span>
          </li>
        );
      })}
      <li className="text-text-3">{`of ${formatCount(total)}${isPartial ? " read so far" : ""}`}</li>
    </ul>
  );
}
