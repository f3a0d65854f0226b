import { type Dag, type Edge, eachNeighbour, hasNeighbours, indexEdges, orderDag } from "./dag";

export type Weighted = { id: string; duration: number };

export type CriticalPath = {
  /** Sum of the durations along the path, in the unit of the durations. */
  total: number;
  /** One of the longest paths, from a node without predecessors to one without successors. */
  path: string[];
  /** Total less the longest path through the node: how much longer it could be without effect. */
  slack: ReadonlyMap<string, number>;
};

/** By node: the longest path from it in one direction, itself included, and its next node (−1: it ends here). */
type Longest = { length: Float64Array; via: Int32Array };

/** The longest path in a DAG of durations (none below 0), and the slack of each node. Linear in nodes and edges. */
export function criticalPath(nodes: readonly Weighted[], edges: readonly Edge[]): CriticalPath {
  const ids = nodes.map(({ id }) => id);
  const durations = Float64Array.from(nodes, ({ duration }) => duration);
  const dag = orderDag(nodes.length, indexEdges(ids, edges));
  const upTo = longest(dag.order, dag.before, durations);
  const from = longest(dag.order.slice().reverse(), dag.after, durations);
  const first = bestStart(dag, from);
  const total = from.length[first] ?? 0;
  const slackAt = (node: number): number =>
    total - (upTo.length[node] ?? 0) - (from.length[node] ?? 0) + (durations[node] ?? 0);
  const path: string[] = [];
  for (let node = first; node >= 0; node = from.via[node] ?? -1) path.push(ids[node] ?? "");
  return { total, path, slack: new Map(ids.map((id, node) => [id, Math.max(0, slackAt(node))])) };
}

/** −1 where there is no node at all. */
function bestStart({ size, before }: Dag, { length }: Longest): number {
  let best = -1;
  for (let node = 0; node < size; node += 1) {
    if (!hasNeighbours(before, node) && (best < 0 || (length[node] ?? 0) > (length[best] ?? 0))) best = node;
  }
  return best;
}

function longest(order: Int32Array, neighbours: Dag["after"], durations: Float64Array): Longest {
  const length = new Float64Array(order.length);
  const via = new Int32Array(order.length).fill(-1);
  for (const node of order) {
    let best = -1;
    eachNeighbour(neighbours, node, (next) => {
      if (best < 0 || (length[next] ?? 0) > (length[best] ?? 0)) best = next;
    });
    via[node] = best;
    length[node] = (durations[node] ?? 0) + (best < 0 ? 0 : (length[best] ?? 0));
  }
  return { length, via };
}
