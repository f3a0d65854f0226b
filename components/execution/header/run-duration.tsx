"use client";

import { useNow } from "@/components/shell/use-now";
import type { Execution } from "@/lib/core/execution";
import { formatDuration } from "@/lib/core/format/duration";
import { isTerminalExecution } from "@/lib/core/phase";

const ONE_DAY_MS = 86_400_000;

/** How long it ran, or has been running: the clock ticks by itself and stops at `heldMs`, when the data is stale. */
export function RunDuration({ execution, heldMs }: { execution: Execution; heldMs: number | null }) {
  const { durationMs, startedMs, createdMs, phase } = execution;
  const ended = isTerminalExecution(phase);
  const nowMs = useNow(ended ? ONE_DAY_MS : 1_000);
  if (ended) return durationMs === null ? "—" : formatDuration(durationMs);
  if (startedMs === null) return createdMs === null ? "—" : "not started";
  const text = formatDuration(Math.max(0, Math.floor(((heldMs ?? nowMs) - startedMs) / 1_000) * 1_000));
  return heldMs === null ? (
    text
  ) : (
    <span title="The clock stands still until Flyte answers">{`${text} when last seen`}</span>
  );
}
