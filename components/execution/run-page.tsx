"use client";

import { useMemo } from "react";
import type { Execution } from "@/lib/core/execution";
import { firstFailure } from "@/lib/core/graph/first-failure";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { NodePhase } from "@/lib/core/phase";
import { Findings } from "./findings";
import { ExecutionHeader } from "./header/execution-header";
import { MissedBand } from "./header/missed-band";
import { StaleBand } from "./header/stale-band";
import { RunAnnouncer } from "./run-announcer";
import { RunSide } from "./run-side";
import { RunViews } from "./run-views";
import { Toolbar } from "./toolbar";
import { useEscape } from "./use-escape";
import type { Expansion } from "./use-expansion";
import { useNarrow } from "./use-narrow";
import type { Run } from "./use-run";
import type { ViewState } from "./use-view-state";

/** Header, findings, views and what stands beside them, for a run of which at least the row is known. */
export function RunPage({
  execution,
  run,
  url,
  selected,
  counts,
  expansion,
  canRecover,
}: {
  execution: Execution;
  run: Run;
  url: ViewState;
  selected: TreeNode | null;
  counts: Partial<Record<NodePhase, number>>;
  expansion: Expansion;
  canRecover: boolean;
}) {
  const narrow = useNarrow();
  const { live, tree, ended } = run;
  const failure = useMemo(() => firstFailure(tree), [tree]);
  useEscape(url.closeSide, url.node !== null || url.panel !== null);
  const view = url.view ?? (narrow ? "nodes" : "graph");
  return (
    <div className="relative flex min-h-0 flex-1 flex-col md:h-[calc(100dvh-44px)] md:flex-none">
      <ExecutionHeader execution={execution} heldMs={live.staleSinceMs} canRecover={canRecover} />
      <RunAnnouncer execution={execution} tree={tree} failure={failure} />
      <StaleBand live={live} />
      {live.missed !== null && <MissedBand missed={live.missed} onDismiss={live.dismissMissed} />}
      <Findings execution={execution} failure={failure} ended={ended} onOpen={url.openNode} />
      <Toolbar
        view={view}
        counts={counts}
        isPartial={run.isPartial}
        panel={url.panel}
        onView={url.setView}
        onPanel={url.openPanel}
      />
      <div className="relative flex min-h-0 flex-1 max-md:min-h-[70dvh]">
        <RunViews
          view={view}
          run={run}
          expanded={expansion.expanded}
          selectedPath={selected?.path ?? null}
          onSelect={url.selectNode}
          onToggle={expansion.toggle}
        />
        <RunSide execution={execution.ref} run={run} selected={selected} url={url} />
      </div>
    </div>
  );
}
