"use client";

import { useMemo } from "react";
import { useLiveFocus } from "@/lib/client/live/use-live";
import { useTabSign } from "@/lib/client/tab-sign/use-tab-sign";
import type { Problem } from "@/lib/core/errors";
import type { Execution } from "@/lib/core/execution";
import { countPhases } from "@/lib/core/graph/count-phases";
import type { TreeNode } from "@/lib/core/graph/tree";
import { findByNodeId, findByPath } from "@/lib/core/graph/walk";
import type { ExecutionRef } from "@/lib/core/refs";
import { openParents } from "./looked-at";
import { RunPage } from "./run-page";
import { RunSign } from "./run-sign";
import { runTitle } from "./run-title";
import { RunUnavailable } from "./run-unavailable";
import { useExpansion } from "./use-expansion";
import { usePathNodes } from "./use-path-nodes";
import { useRun } from "./use-run";
import { useViewState } from "./use-view-state";

/**
 * The page of one execution: what happens, what failed, what came out. The server gives the first picture (or why there
 * is none yet); everything after comes over the live stream.
 */
export function ExecutionView({
  execution: ref,
  initial,
  problem,
  canRecover,
}: {
  execution: ExecutionRef;
  initial: Execution | null;
  problem: Problem | null;
  canRecover: boolean;
}) {
  const run = useRun(ref, initial);
  const url = useViewState();
  const { live, execution, tree } = run;
  const selected = useMemo(() => selectedIn(tree, url.node), [tree, url.node]);
  const expansion = useExpansion(tree, selected?.path ?? null);
  const counts = useMemo(() => countPhases(tree), [tree]);
  const pathNodes = usePathNodes(run, url.view === "timeline");
  useLiveFocus(ref, {
    parents: openParents(tree, expansion.expanded),
    nodes: [...new Set([...(selected?.row ? [selected.row.nodeId] : []), ...pathNodes])],
  });
  useTabSign({ phase: execution?.phase ?? null, title: runTitle(execution, ref) });
  return (
    <>
      <RunSign live={live} counts={counts} />
      {execution === null ? (
        <RunUnavailable execution={ref} problem={live.state.problem?.value ?? problem} onRetry={live.retryNow} />
      ) : (
        <RunPage
          execution={execution}
          run={run}
          url={url}
          selected={selected}
          counts={counts}
          expansion={expansion}
          canRecover={canRecover}
        />
      )}
    </>
  );
}

/** The URL names a node by its path, or as Flyte's tools do, by its unique id. */
function selectedIn(tree: readonly TreeNode[], node: string | null): TreeNode | null {
  return node === null ? null : (findByPath(tree, node) ?? findByNodeId(tree, node));
}
