"use client";

import clsx from "clsx";
import { phaseClasses } from "@/components/shell/phase-tone";
import { useNow } from "@/components/shell/use-now";
import type { Execution } from "@/lib/core/execution";
import { formatDuration } from "@/lib/core/format/duration";
import { isTerminalExecution } from "@/lib/core/phase";
import { wholeSeconds } from "../outcome";
import { runTimeMs } from "../run-time";

/** The bar holds this many medians; what is longer is drawn with a break. */
const BAR_MEDIANS = 1.4;

/** A duration as bar against the median of the page, and in words. `frozenAtMs` stops the clock of a run. */
export function DurationCell({
  execution,
  medianMs,
  frozenAtMs,
}: {
  execution: Execution;
  medianMs: number | null;
  frozenAtMs: number | null;
}) {
  const nowMs = useNow();
  const ms = runTimeMs(execution, frozenAtMs ?? nowMs);
  const ended = isTerminalExecution(execution.phase);
  return (
    <span className="inline-flex items-center justify-end gap-2">
      {ms !== null && medianMs !== null && <Bar execution={execution} share={ms / (medianMs * BAR_MEDIANS)} />}
      <span className="min-w-14 text-right">{ms === null ? "—" : formatDuration(ended ? ms : wholeSeconds(ms))}</span>
    </span>
  );
}

function Bar({ execution, share }: { execution: Execution; share: number }) {
  const plain = execution.phase === "succeeded";
  return (
    <span aria-hidden="true" className="relative h-1.25 w-11 bg-s3 max-sm:hidden">
      <span
        className={clsx(
          "absolute inset-y-0 left-0",
          plain ? "bg-text-3 opacity-60" : phaseClasses(execution.phase).bar,
        )}
        style={{ width: `${Math.min(1, share) * 100}%` }}
      />
      <span className="absolute -inset-y-0.75 w-px bg-text-2" style={{ left: `${100 / BAR_MEDIANS}%` }} />
      {share > 1 && <span className="absolute -inset-y-px right-1 w-0.75 -skew-x-12 bg-s1" />}
    </span>
  );
}
