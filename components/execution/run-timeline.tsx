"use client";

import { parseAsInteger, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useZone } from "@/components/shell/zone";
import { TimelineView } from "@/components/timeline/timeline-view";
import type { Execution } from "@/lib/core/execution";
import { usePathAttempts } from "./use-path-attempts";
import type { Run } from "./use-run";

/** The time on view in ms since the epoch, so that a link shows the same moments. */
const search = { from: parseAsInteger, to: parseAsInteger };

/** The run over time; the time on view is in the URL. */
export function RunTimeline({
  execution,
  run,
  ...view
}: {
  execution: Execution;
  run: Run;
  expanded: ReadonlySet<string>;
  shown: ReadonlySet<string> | null;
  selectedPath: string | null;
  nowMs: number;
  onSelect: (path: string | null) => void;
  onToggle: (path: string) => void;
  path: { isShown: boolean; onShow: (isShown: boolean) => void };
}) {
  const zone = useZone();
  const attempts = usePathAttempts(execution.ref, run);
  const [{ from, to }, set] = useQueryStates(search, { history: "replace" });
  const window = useMemo(
    () => (from === null || to === null || to <= from ? null : { fromMs: from, toMs: to }),
    [from, to],
  );
  return (
    <TimelineView
      {...view}
      run={execution}
      tree={run.tree}
      graph={run.graph}
      attempts={attempts}
      zone={zone}
      window={window}
      onWindow={(next) => void set({ from: next?.fromMs ?? null, to: next?.toMs ?? null })}
    />
  );
}
