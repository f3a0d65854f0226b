"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import { NodesView } from "@/components/nodes/nodes-view";
import { ErrorPanel } from "@/components/shell/error-panel";
import { problemOf } from "@/lib/client/fetch-json";
import { FoundBand } from "./found-band";
import { LoadingLines } from "./loading-lines";
import { useRunClock } from "./run-clock";
import { RunTimeline } from "./run-timeline";
import { useCriticalPath } from "./use-critical-path";
import type { Found } from "./use-found";
import type { Run } from "./use-run";
import type { View } from "./use-view-state";

// The graph brings its drawing library and a worker: the other views and the header do not wait for it.
const loadGraphView = () => import("@/components/graph/workflow-graph-view").then((module) => module.GraphView);
const GraphView = dynamic(loadGraphView, {
  ssr: false,
  loading: () => <LoadingLines />,
});

/** The chosen view of the run's tree. All views take the same tree, selection and openings. */
export function RunViews({
  view,
  run,
  expanded,
  selectedPath,
  onSelect,
  onToggle,
  onExpand,
  path,
  found,
  onShowAll,
}: {
  view: View;
  run: Run;
  expanded: ReadonlySet<string>;
  selectedPath: string | null;
  onSelect: (path: string | null) => void;
  onToggle: (path: string) => void;
  onExpand: (paths: ReadonlySet<string>) => void;
  /** Whether graph and timeline show the critical path. */
  found: Found;
  /** Ends what narrows the nodes down. */
  onShowAll: () => void;
  path: { isShown: boolean; onShow: (isShown: boolean) => void };
}) {
  const nowMs = useRunClock(run.live, run.ended);
  const criticalPath = useCriticalPath(run, view === "graph" && path.isShown);
  // The browser fetches the code of the graph while the run's data is on its way, not after it.
  useEffect(() => {
    if (view === "graph") loadGraphView().catch(() => undefined);
  }, [view]);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {run.graphProblem !== null && (
        <ErrorPanel
          compact
          problem={problemOf(run.graphProblem)}
          title="The graph could not be read: nodes are shown without their edges"
          onRetry={run.retryGraph}
        />
      )}
      {view !== "graph" && found.found !== null && <FoundBand found={found.found} onShowAll={onShowAll} />}
      {view === "graph" ? (
        <GraphView
          tree={run.tree}
          graph={run.graph}
          expanded={expanded}
          selectedPath={selectedPath}
          onSelect={onSelect}
          onToggle={onToggle}
          onExpand={onExpand}
          nowMs={nowMs}
          isLoading={run.isLoading}
          criticalPath={criticalPath}
          matches={found.matches}
          currentMatch={found.currentMatch}
        />
      ) : run.isLoading ? (
        <LoadingLines />
      ) : run.tree.length === 0 ? (
        <p className="p-4 text-text-2">{run.ended ? "This run has no nodes." : "No nodes yet."}</p>
      ) : view === "timeline" && run.execution !== null ? (
        <RunTimeline
          execution={run.execution}
          run={run}
          {...found.rows}
          selectedPath={selectedPath}
          nowMs={nowMs}
          onSelect={onSelect}
          path={path}
        />
      ) : (
        <NodesView tree={run.tree} {...found.rows} selectedPath={selectedPath} nowMs={nowMs} onSelect={onSelect} />
      )}
    </div>
  );
}
