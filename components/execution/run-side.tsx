"use client";

import type { TreeNode } from "@/lib/core/graph/tree";
import type { ExecutionRef } from "@/lib/core/refs";
import { MissingNode } from "./drawer/missing-node";
import { NodeDrawer } from "./drawer/node-drawer";
import { useRunClock } from "./run-clock";
import { SidePanel } from "./side-panel";
import type { Run } from "./use-run";
import type { ViewState } from "./use-view-state";
import { waitingSentence } from "./waiting-sentence";

/** What stands beside the views: the open node, or what the run was given and produced. */
export function RunSide({
  execution,
  run,
  selected,
  url,
}: {
  execution: ExecutionRef;
  run: Run;
  selected: TreeNode | null;
  url: ViewState;
}) {
  const nowMs = useRunClock(run.live, run.ended);
  if (url.panel !== null) {
    return (
      <SidePanel
        panel={url.panel}
        execution={execution}
        ended={run.ended}
        succeeded={run.execution?.phase === "succeeded"}
        graph={run.graph}
        onClose={url.closeSide}
      />
    );
  }
  if (url.node === null) return null;
  if (selected === null) {
    return (
      <MissingNode
        execution={execution}
        id={url.node}
        isLoading={run.isLoading}
        isComplete={run.snapshot?.settled === true && !run.isLoading}
        onClose={url.closeSide}
      />
    );
  }
  const liveAttempts = selected.row === null ? undefined : run.snapshot?.attempts[selected.row.nodeId];
  return (
    <NodeDrawer
      execution={execution}
      run={run.execution}
      node={selected}
      liveAttempts={liveAttempts}
      waiting={waitingSentence(run, selected, liveAttempts)}
      ended={run.ended}
      settled={run.snapshot?.settled === true}
      nowMs={nowMs}
      tab={url.tab}
      attempt={url.attempt}
      onTab={url.setTab}
      onAttempt={url.setAttempt}
      onClose={url.closeSide}
    />
  );
}
