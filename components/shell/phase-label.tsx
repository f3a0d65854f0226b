import clsx from "clsx";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { Phase } from "@/lib/core/phase";
import { PhaseGlyph } from "./phase-glyph";
import { phaseClasses } from "./phase-tone";

/** A phase as glyph and word, no pill around it. `text` replaces the word: "Was running". */
export function PhaseLabel({
  phase,
  size = 14,
  text,
  className,
}: {
  phase: Phase;
  size?: number;
  text?: string;
  className?: string;
}) {
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1.5 align-middle font-medium whitespace-nowrap",
        phaseClasses(phase).word,
        className,
      )}
    >
      <PhaseGlyph phase={phase} size={size} />
      <span>{text ?? phaseWord(phase)}</span>
    </span>
  );
}
