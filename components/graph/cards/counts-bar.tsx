import clsx from "clsx";
import { phaseClasses } from "@/components/shell/phase-tone";
import { formatCount } from "@/lib/core/format/count";
import { isTerminalNode, type NodePhase } from "@/lib/core/phase";

/** In this order from left to right: what is done, what went wrong, what goes on, what is to come. */
const ORDER = [
  "succeeded",
  "cached",
  "recovered",
  "failed",
  "failing",
  "timed_out",
  "aborted",
  "paused",
  "running",
  "unknown",
  "queued",
  "skipped",
  "not_run",
] as const satisfies readonly NodePhase[];

const FAINT: ReadonlySet<NodePhase> = new Set(["queued", "skipped", "not_run"]);

/** What is inside a group or a map task as a bar by phase, and how many have ended. */
export function CountsBar({ counts }: { counts: Partial<Record<NodePhase, number>> }) {
  const parts = ORDER.flatMap((phase) => {
    const count = counts[phase] ?? 0;
    return count === 0 ? [] : [{ phase, count }];
  });
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const ended = parts.reduce((sum, { phase, count }) => sum + (isTerminalNode(phase) ? count : 0), 0);
  return (
    <>
      <span className="flex h-[5px] min-w-8 flex-1 gap-px overflow-hidden rounded-sm bg-s3">
        {parts.map(({ phase, count }) => (
          <span
            key={phase}
            className={clsx(phaseClasses(phase).bar, FAINT.has(phase) && "opacity-30")}
            style={{ flex: count }}
          />
        ))}
      </span>
      <span className="tabular-nums">
        {formatCount(ended)} of {formatCount(total)}
      </span>
    </>
  );
}
