"use client";

import clsx from "clsx";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { phaseClasses } from "@/components/shell/phase-tone";
import { useNow } from "@/components/shell/use-now";
import type { Execution } from "@/lib/core/execution";
import { formatCount } from "@/lib/core/format/count";
import { formatDuration } from "@/lib/core/format/duration";
import { phaseWord } from "@/lib/core/format/phase-word";
import { type ExecutionPhase, isTerminalExecution } from "@/lib/core/phase";
import { medianRunTimeMs, runTimeMs } from "../run-time";
import { barHeight } from "./bar-height";

/** The runs of this page in the order they were made, the newest right: how long, and how it ended. */
export function RunStrip({ executions, frozenAtMs }: { executions: readonly Execution[]; frozenAtMs: number | null }) {
  const tickMs = useNow(5_000);
  const nowMs = frozenAtMs ?? tickMs;
  const runs = executions
    .toSorted((a, b) => (a.createdMs ?? 0) - (b.createdMs ?? 0))
    .map((execution) => ({ execution, ms: runTimeMs(execution, nowMs) ?? 0 }));
  const longestMs = Math.max(...runs.map(({ ms }) => ms));
  const medianMs = medianRunTimeMs(executions);
  const counts = countByPhase(executions);
  return (
    <section aria-label="Runs of this page" className="panel px-3.5 pt-2.5 pb-2 max-sm:hidden">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="font-semibold">{formatCount(executions.length)} runs shown</h2>
        <span className="text-11 text-text-3">
          height = duration, log scale{medianMs === null ? "" : `; dotted: median ${formatDuration(medianMs)}`}
        </span>
        <span className="flex-1" />
        {counts.map(([phase, count]) => (
          <span key={phase} className="inline-flex items-center gap-1.5 text-12 text-text-2">
            <PhaseGlyph phase={phase} size={12} />
            {count} {phaseWord(phase).toLowerCase()}
          </span>
        ))}
      </div>
      <div aria-hidden="true" className="relative mt-2 flex h-15 items-end gap-px border-b border-line">
        {medianMs !== null && (
          <span
            className="absolute inset-x-0 border-t border-dotted border-line-3"
            style={{ bottom: `${barHeight(medianMs, longestMs)}%` }}
          />
        )}
        {runs.map(({ execution, ms }) => (
          <span
            key={execution.ref.name}
            title={`${execution.ref.name}: ${phaseWord(execution.phase)}, ${formatDuration(ms)}`}
            className={clsx("max-w-8 min-w-0.5 flex-1 rounded-t-[1px]", barClass(execution.phase))}
            style={{ height: `${barHeight(ms, longestMs)}%` }}
          />
        ))}
      </div>
    </section>
  );
}

/** What is not over is hatched, aborted runs are hollow: the shape says it without the colour. */
function barClass(phase: ExecutionPhase): string {
  if (phase === "aborted") return "border border-b-0 border-aborted";
  if (!isTerminalExecution(phase)) return clsx(phaseClasses(phase).bar, "hatch");
  return clsx(phaseClasses(phase).bar, phase === "succeeded" && "opacity-60");
}

function countByPhase(executions: readonly Execution[]): [ExecutionPhase, number][] {
  const counts = new Map<ExecutionPhase, number>();
  for (const { phase } of executions) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}
