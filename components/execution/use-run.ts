"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLive } from "@/lib/client/live/use-live";
import { nodeDataQuery } from "@/lib/client/queries/node-data";
import { workflowQuery } from "@/lib/client/queries/workflow";
import type { Execution } from "@/lib/core/execution";
import { buildTree } from "@/lib/core/graph/build-tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { LiveSnapshot } from "@/lib/core/live/types";
import type { NodeRow } from "@/lib/core/node";
import { isTerminalExecution } from "@/lib/core/phase";
import type { EntityRef, ExecutionRef } from "@/lib/core/refs";

const NO_ROWS: readonly NodeRow[] = [];
const NO_GRAPHS: Readonly<Record<string, WorkflowGraph>> = {};

/** A dynamic node compiles while it runs: until then FlyteAdmin has no graph of it. */
const DYNAMIC_POLL_MS = 5_000;
/** Dynamic nodes whose graph is asked for; the rest shows its rows without edges. */
const MAX_DYNAMIC_GRAPHS = 40;

/** An execution as the page sees it: the live rows joined with the graph of its workflow. */
export function useRun(ref: ExecutionRef, initial: Execution | null) {
  const live = useLive(ref);
  const { snapshot } = live.state;
  const execution = snapshot?.execution ?? initial;
  const rows = snapshot?.nodes ?? NO_ROWS;
  const ended = hasEnded(execution);
  const workflow = useWorkflowGraph(execution?.workflow ?? null);
  const dynamicGraphs = useDynamicGraphs(ref, rows);
  const graph = workflow.data?.graph ?? null;
  const tree = useMemo(() => buildTree({ graph, rows, dynamicGraphs, ended }), [graph, rows, dynamicGraphs, ended]);
  return {
    live,
    execution,
    snapshot,
    ended,
    graph,
    tree,
    isPartial: useMemo(() => isPartial(snapshot), [snapshot]),
    /** The workflow's graph cannot be read: nodes are shown from their rows alone. */
    graphProblem: workflow.error,
    retryGraph: () => void workflow.refetch(),
    /** Nothing to draw yet, and something is on its way. */
    isLoading: snapshot === null || (workflow.isLoading && graph === null),
  };
}

/** Some group was never read to its end: what is counted is only what is known so far. */
function isPartial(snapshot: LiveSnapshot | null): boolean {
  if (snapshot === null || snapshot.settled) return false;
  const read = new Set(snapshot.levels.filter(({ complete }) => complete).map(({ parentId }) => parentId));
  return !read.has(null) || snapshot.nodes.some((row) => row.isParent && !read.has(row.nodeId));
}

const hasEnded = (execution: Execution | null): boolean => execution !== null && isTerminalExecution(execution.phase);

export type Run = ReturnType<typeof useRun>;

const NO_WORKFLOW: EntityRef = {
  connection: "",
  kind: "workflow",
  project: "",
  domain: "",
  name: "",
  version: "",
};

function useWorkflowGraph(workflow: EntityRef | null) {
  return useQuery({ ...workflowQuery(workflow ?? NO_WORKFLOW), enabled: workflow !== null });
}

function useDynamicGraphs(ref: ExecutionRef, rows: readonly NodeRow[]): Readonly<Record<string, WorkflowGraph>> {
  const ids = useMemo(
    () =>
      rows
        .filter((row) => row.isDynamic && row.isParent)
        .slice(0, MAX_DYNAMIC_GRAPHS)
        .map((row) => row.nodeId),
    [rows],
  );
  return useQueries({
    queries: ids.map((nodeId) => ({
      ...nodeDataQuery({ execution: ref, nodeId }),
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: ({ state }: { state: { data?: { dynamicGraph: WorkflowGraph | null } } }) =>
        state.data !== undefined && state.data.dynamicGraph === null ? DYNAMIC_POLL_MS : (false as const),
    })),
    combine: (results) => {
      const known = results.flatMap(({ data }, index) => {
        const id = ids[index];
        return id === undefined || !data?.dynamicGraph ? [] : [[id, data.dynamicGraph] as const];
      });
      return known.length === 0 ? NO_GRAPHS : Object.fromEntries(known);
    },
  });
}
