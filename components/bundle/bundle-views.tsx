import dynamic from "next/dynamic";
import { useState } from "react";
import { NodesView } from "@/components/nodes/nodes-view";
import { useZone } from "@/components/shell/zone";
import { TimelineView } from "@/components/timeline/timeline-view";
import type { Window } from "@/lib/core/time/wall-clock-path";
import type { OpenBundle } from "./use-bundle";

const GraphView = dynamic(() => import("@/components/graph/workflow-graph-view").then((module) => module.GraphView), {
  ssr: false,
});

export type BundleViewName = "graph" | "timeline" | "nodes";

/** The views of a live run over the rows of a file. */
export function BundleViews({
  view,
  bundle,
  expanded,
  toggle,
  selectedPath,
  onSelect,
}: {
  view: BundleViewName;
  bundle: OpenBundle;
  expanded: ReadonlySet<string>;
  toggle: (path: string) => void;
  selectedPath: string | null;
  onSelect: (path: string | null) => void;
}) {
  const zone = useZone();
  const [window, setWindow] = useState<Window | null>(null);
  const { tree, graph, nowMs, execution, attempts } = bundle;
  const shared = { tree, expanded, selectedPath, nowMs, onSelect, onToggle: toggle };
  if (tree.length === 0) return <p className="flex-1 p-4 text-text-2">The file holds no nodes of this run.</p>;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {view === "graph" && <GraphView {...shared} graph={graph} />}
      {view === "nodes" && <NodesView {...shared} />}
      {view === "timeline" && (
        <TimelineView
          {...shared}
          run={execution}
          graph={graph}
          attempts={attempts}
          zone={zone}
          window={window}
          onWindow={setWindow}
        />
      )}
    </div>
  );
}
