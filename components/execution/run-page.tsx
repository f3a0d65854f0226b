"use client";

import { SaveRunButton } from "@/components/bundle/save-run-button";
import { nodeLines } from "@/components/nodes/node-lines";
import type { Execution } from "@/lib/core/execution";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { NodePhase } from "@/lib/core/phase";
import { FindField } from "./find-field";
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
import { useFound } from "./use-found";
import { useNarrow } from "./use-narrow";
import { useOpenOnFailure } from "./use-open-on-failure";
import type { Run } from "./use-run";
import { useRunShortcuts } from "./use-run-shortcuts";
import { nextFailure, useTriage } from "./use-triage";
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
  const selectedPath = selected?.path ?? null;
  const triage = useTriage(execution.ref, tree, ended);
  const found = useFound(tree, url, selectedPath, expansion);
  const view = url.view ?? (narrow ? "nodes" : "graph");
  useOpenOnFailure(execution, triage, url);
  const openNextFailure = (): void => {
    const next = nextFailure(triage.failures, selectedPath);
    if (next !== null) url.openNode(next.path);
  };
  const walk = (by: 1 | -1): void => {
    const lines =
      view === "graph" ? nodeLines(tree, expansion.expanded) : nodeLines(tree, found.rows.expanded, found.rows.shown);
    const at = lines.findIndex(({ node }) => node.path === selectedPath);
    const next = lines[at < 0 ? 0 : Math.min(Math.max(at + by, 0), lines.length - 1)];
    if (next !== undefined) url.selectNode(next.node.path);
  };
  useRunShortcuts({
    hasFailures: triage.failures.length > 0,
    onView: url.setView,
    onNextFailure: openNextFailure,
    onWalk: walk,
  });
  useEscape(url.closeSide, url.node !== null || url.panel !== null);
  const path = { isShown: url.path, onShow: url.showPath };
  return (
    <div className="relative flex min-h-0 flex-1 flex-col md:h-[calc(100dvh-44px)] md:flex-none">
      <ExecutionHeader execution={execution} heldMs={live.staleSinceMs} canRecover={canRecover} />
      <RunAnnouncer execution={execution} tree={tree} failure={triage.cause} />
      <StaleBand live={live} />
      {live.missed !== null && <MissedBand missed={live.missed} onDismiss={live.dismissMissed} />}
      <Findings
        execution={execution}
        triage={triage}
        tree={tree}
        counts={counts}
        ended={ended}
        selectedPath={selectedPath}
        onOpen={url.openNode}
        onNext={openNextFailure}
      />
      <Toolbar
        view={view}
        counts={counts}
        isPartial={run.isPartial}
        panel={url.panel}
        path={path}
        phases={url.phase}
        onPhases={url.setPhases}
        find={<FindField query={url.find} found={found} onQuery={url.setFind} />}
        onView={url.setView}
        onPanel={url.openPanel}
      >
        {live.state.snapshot !== null && (
          <SaveRunButton
            execution={execution}
            rows={live.state.snapshot.nodes}
            graph={run.graph}
            isPartial={run.isPartial}
          />
        )}
      </Toolbar>
      <div className="relative flex min-h-0 flex-1 max-md:min-h-[70dvh]">
        <RunViews
          view={view}
          run={run}
          expanded={expansion.expanded}
          selectedPath={selectedPath}
          onSelect={url.selectNode}
          onToggle={expansion.toggle}
          onExpand={expansion.openOnly}
          path={path}
          found={found}
          onShowAll={url.showAll}
        />
        <RunSide execution={execution.ref} run={run} selected={selected} url={url} />
      </div>
    </div>
  );
}
