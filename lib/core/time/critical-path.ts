import { type Edge, orderDag } from "./dag";

export type Weighted = { id: string; duration: number };

export type CriticalPath = {
  /** Sum of the durations along the path, in the unit of the durations. */
  total: number;
  /** One of the longest paths, from a node without predecessors to one without successors. */
  path: string[];
  /** Total less the longest path through the node: how much longer it could be without effect. */
  slack: ReadonlyMap<string, number>;
};

type Best = { length: number; via: string | null };

/**
 * The longest path in a DAG of durations (none below 0), and the slack of each node. Of equal paths the one that comes
 * first in the order of the nodes. Linear in nodes and edges.
 */
export function criticalPath(nodes: readonly Weighted[], edges: readonly Edge[]): CriticalPath {
  const durations = new Map(nodes.map(({ id, duration }) => [id, duration]));
  const dag = orderDag([...durations.keys()], edges);
  const durationOf = (id: string): number => durations.get(id) ?? 0;
  const upTo = longest(dag.order, dag.before, durationOf);
  const from = longest([...dag.order].reverse(), dag.after, durationOf);
  const first = dag.order
    .filter((id) => dag.before(id).length === 0)
    .reduce<string | null>(
      (best, id) => (best === null || lengthOf(from, id) > lengthOf(from, best) ? id : best),
      null,
    );
  const total = first === null ? 0 : lengthOf(from, first);
  const through = (id: string): number => lengthOf(upTo, id) + lengthOf(from, id) - durationOf(id);
  return {
    total,
    path: chain(from, first),
    slack: new Map(nodes.map(({ id }) => [id, Math.max(0, total - through(id))])),
  };
}

const lengthOf = (best: ReadonlyMap<string, Best>, id: string): number => best.get(id)?.length ?? 0;

function longest(
  order: readonly string[],
  neighbours: (id: string) => readonly string[],
  durationOf: (id: string) => number,
): Map<string, Best> {
  const best = new Map<string, Best>();
  for (const id of order) {
    let via: string | null = null;
    for (const next of neighbours(id)) {
      if (via === null || lengthOf(best, next) > lengthOf(best, via)) via = next;
    }
    best.set(id, { length: durationOf(id) + (via === null ? 0 : lengthOf(best, via)), via });
  }
  return best;
}

function chain(best: ReadonlyMap<string, Best>, first: string | null): string[] {
  const path: string[] = [];
  for (let id = first; id !== null; id = best.get(id)?.via ?? null) path.push(id);
  return path;
}
