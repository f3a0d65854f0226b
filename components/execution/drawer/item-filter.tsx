import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { formatCount } from "@/lib/core/format/count";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { AttemptPhase } from "@/lib/core/phase";

/** How many items are in each phase; a press shows only those, a second press all again. Nothing where all are alike. */
export function ItemFilter({
  counts,
  phase,
  onPhase,
}: {
  counts: readonly { phase: AttemptPhase; count: number }[];
  phase: AttemptPhase | null;
  onPhase: (phase: AttemptPhase | null) => void;
}) {
  if (counts.length < 2) return null;
  return (
    <fieldset aria-label="Show items in" className="flex flex-wrap gap-1 text-12">
      {counts.map((each) => (
        <button
          key={each.phase}
          type="button"
          aria-pressed={each.phase === phase}
          onClick={() => onPhase(each.phase === phase ? null : each.phase)}
          className="inline-flex min-h-6 items-center gap-1 rounded-md border border-line px-1.5 hover:bg-s2 aria-pressed:border-accent aria-pressed:bg-accent-soft max-sm:min-h-11"
        >
          <PhaseGlyph phase={each.phase} size={12} />
          {`${formatCount(each.count)} ${phaseWord(each.phase).toLowerCase()}`}
        </button>
      ))}
    </fieldset>
  );
}
