import { PhaseGlyph } from "@/components/shell/phase-glyph";
import type { Abort } from "@/lib/core/execution";

/** Who ended the run, and why. */
export function AbortBand({ abort }: { abort: Abort }) {
  return (
    <section
      aria-label="Aborted"
      className="flex min-h-9 items-center gap-2 border-b border-aborted/30 bg-aborted-s px-4 py-1 [--k:var(--aborted-s)]"
    >
      <PhaseGlyph phase="aborted" />
      <p className="min-w-0 break-words">
        {`${abort.by === "" ? "Ended" : `Ended by ${abort.by}`}: ${abort.cause === "" ? "no reason given" : abort.cause}`}
      </p>
    </section>
  );
}
