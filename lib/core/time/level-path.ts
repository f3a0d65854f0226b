import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import { type Dag, type IndexedEdges, orderDag } from "./dag";
import { nodeSpan } from "./node-span";
import type { Timed, TimedDag } from "./wall-clock-path";

/** `inferred`: there is no graph, so who waited for whom is read from the times. */
export type LevelDag = TimedDag & { inferred: boolean };

/**
 * The nodes of one level by path, joined by the edges of its graph. Without a graph (a dynamic node that has not
 * compiled, a run whose workflow cannot be read) a node is taken to have waited for the one that ended last before it.
 */
export function levelDag(level: readonly TreeNode[], graph: WorkflowGraph | null, clockMs: number): LevelDag {
  const nodes = level.map((node) => ({ id: node.path, span: nodeSpan(node, clockMs) }));
  if (graph === null) return { nodes, dag: orderDag(nodes.length, inferredEdges(nodes)), inferred: true };
  return { nodes, dag: dagOfGraph(level, graph), inferred: false };
}

/** A clock that ticks changes no structure, and slack follows the path: both ask for the same level. */
const known = new WeakMap<readonly TreeNode[], { graph: WorkflowGraph; dag: Dag }>();

function dagOfGraph(level: readonly TreeNode[], graph: WorkflowGraph): Dag {
  const held = known.get(level);
  if (held?.graph === graph) return held.dag;
  const dag = orderDag(level.length, graphEdges(level, graph));
  known.set(level, { graph, dag });
  return dag;
}

function graphEdges(level: readonly TreeNode[], graph: WorkflowGraph): IndexedEdges {
  // More than one node of an id: rows that share it.
  const places = new Map<string, number[]>();
  level.forEach(({ specNodeId }, place) => {
    const twins = places.get(specNodeId);
    if (twins === undefined) places.set(specNodeId, [place]);
    else twins.push(place);
  });
  const edges: IndexedEdges = { sources: [], targets: [] };
  for (const { source, target } of graph.edges) {
    for (const from of places.get(source) ?? []) {
      for (const to of places.get(target) ?? []) {
        edges.sources.push(from);
        edges.targets.push(to);
      }
    }
  }
  return edges;
}

type Ran = { place: number; fromMs: number; toMs: number };

function inferredEdges(nodes: readonly Timed[]): IndexedEdges {
  const ran: Ran[] = [];
  nodes.forEach(({ span }, place) => {
    if (span !== null) ran.push({ place, fromMs: span.fromMs, toMs: span.toMs });
  });
  const byEnd = [...ran].sort((a, b) => a.toMs - b.toMs);
  const byStart = [...ran].sort((a, b) => a.fromMs - b.fromMs);
  const edges: IndexedEdges = { sources: [], targets: [] };
  let ended = 0;
  for (const node of byStart) {
    while ((byEnd[ended]?.toMs ?? Number.POSITIVE_INFINITY) <= node.fromMs) ended += 1;
    // A node without length ended before itself.
    const before = byEnd[ended - 1]?.place === node.place ? byEnd[ended - 2] : byEnd[ended - 1];
    if (before === undefined) continue;
    edges.sources.push(before.place);
    edges.targets.push(node.place);
  }
  return edges;
}
