import type { NodeRun } from "@/lib/core/history/types";
import type { NodePhase } from "@/lib/core/phase";

const COLOUR: Partial<Record<NodePhase, string>> = {
  succeeded: "var(--succeeded)",
  cached: "var(--cached)",
  recovered: "var(--cached)",
  failed: "var(--failed)",
  timed_out: "var(--failed)",
  aborted: "var(--aborted)",
  running: "var(--running)",
};

/** Durations side by side, the oldest first; what the table below tells in words. */
export function HistoryBars({ runs }: { runs: readonly NodeRun[] }) {
  const bars = runs
    .map(({ execution, node }) => ({
      name: execution.name,
      ms: node.state === "present" ? (node.durationMs ?? 0) : 0,
      phase: node.state === "present" ? node.phase : null,
    }))
    .toReversed();
  const longestMs = Math.max(1, ...bars.map(({ ms }) => ms));
  return (
    <div aria-hidden="true" className="flex h-10 items-end gap-0.5">
      {bars.map(({ name, ms, phase }) => (
        <i
          key={name}
          className="min-h-px flex-1 rounded-t-[1px] last:outline-2 last:outline-offset-1 last:outline-accent"
          style={{
            height: `${(100 * ms) / longestMs}%`,
            background: (phase === null ? undefined : COLOUR[phase]) ?? "var(--line-2)",
          }}
        />
      ))}
    </div>
  );
}
