import type { TreeNode } from "@/lib/core/graph/tree";
import type { GraphEdge, WorkflowGraph } from "@/lib/core/graph/types";
import { findByPath } from "@/lib/core/graph/walk";

export type Scope = { tree: readonly TreeNode[]; graph: WorkflowGraph | null };

/** What an edge between two siblings carries, one line each: first who feeds whom, then the values, or why there are none. */
export function flowLines(scope: Scope, source: string, target: string): string[] {
  const [from, to] = [findByPath(scope.tree, source), findByPath(scope.tree, target)];
  if (from === null || to === null) return [];
  const edge = levelOf(scope, source)?.edges.find(
    (each) => each.source === from.specNodeId && each.target === to.specNodeId,
  );
  return [`${from.name} → ${to.name}`, ...(edge === undefined ? [] : valuesOf(edge))];
}

/** What flows into a node, in one sentence for those who cannot point at its edges; empty where nothing does. */
export function inflowText(scope: Scope, path: string): string {
  const node = findByPath(scope.tree, path);
  const graph = levelOf(scope, path);
  if (node === null || graph === null) return "";
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  return graph.edges
    .filter(({ target }) => target === node.specNodeId)
    .map((edge) => `from ${names.get(edge.source) ?? edge.source}: ${valuesOf(edge).join(", ")}`)
    .join("; ");
}

function levelOf({ tree, graph }: Scope, path: string): WorkflowGraph | null {
  const end = path.lastIndexOf("/");
  return end < 0 ? graph : (findByPath(tree, path.slice(0, end))?.graph ?? null);
}

function valuesOf({ kind, values }: GraphEdge): string[] {
  if (kind === "failure") return ["runs after a failure"];
  if (values.length === 0) return ["order only, no value flows"];
  return values.map(({ from, to }) => (from === to || from === "" ? to : `${from} → ${to}`));
}
