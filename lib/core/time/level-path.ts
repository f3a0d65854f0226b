import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { Edge } from "./dag";
import { nodeSpan } from "./node-span";
import type { Timed } from "./wall-clock-path";

/** Siblings as a DAG with times. `inferred`: there is no graph, so who waited for whom is read from the times. */
export type LevelDag = { nodes: Timed[]; edges: Edge[]; inferred: boolean };

/**
 * The nodes of one level by path, joined by the edges of its graph. Without a graph (a dynamic node that has not
 * compiled, a run whose workflow cannot be read) a node is taken to have waited for the one that ended last before it.
 */
export function levelDag(level: readonly TreeNode[], graph: WorkflowGraph | null, clockMs: number): LevelDag {
  const nodes = level.map((node) => ({ id: node.path, span: nodeSpan(node, clockMs) }));
  if (graph === null) return { nodes, edges: inferredEdges(nodes), inferred: true };
  const paths = new Map<string, string[]>();
  for (const { specNodeId, path } of level) {
    const twins = paths.get(specNodeId);
    if (twins === undefined) paths.set(specNodeId, [path]);
    else twins.push(path);
  }
  const edges = graph.edges.flatMap(({ source, target }) =>
    (paths.get(source) ?? []).flatMap((from) => (paths.get(target) ?? []).map((to): Edge => [from, to])),
  );
  return { nodes, edges, inferred: false };
}

function inferredEdges(nodes: readonly Timed[]): Edge[] {
  const ran = nodes.flatMap(({ id, span }) => (span === null ? [] : [{ id, ...span }]));
  const byEnd = [...ran].sort((a, b) => a.toMs - b.toMs);
  const byStart = [...ran].sort((a, b) => a.fromMs - b.fromMs);
  const edges: Edge[] = [];
  let ended = 0;
  for (const node of byStart) {
    while ((byEnd[ended]?.toMs ?? Number.POSITIVE_INFINITY) <= node.fromMs) ended += 1;
    // A node without length ended before itself.
    const before = byEnd[ended - 1]?.id === node.id ? byEnd[ended - 2] : byEnd[ended - 1];
    if (before !== undefined) edges.push([before.id, node.id]);
  }
  return edges;
}
