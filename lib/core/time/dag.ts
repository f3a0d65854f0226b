export type Edge = readonly [source: string, target: string];

/** Neighbours of a node; a pair that occurs twice is listed twice. */
export type Dag = {
  /** Sources before their targets. */
  order: readonly string[];
  before: (id: string) => readonly string[];
  after: (id: string) => readonly string[];
};

const NONE: readonly string[] = [];

/**
 * Nodes in an order in which every edge points forward. Edges to unknown nodes are left out, and so are those that close a
 * circle: Flyte compiles none, yet what comes over the wire is not trusted to end a loop. Linear in nodes and edges.
 */
export function orderDag(ids: readonly string[], edges: readonly Edge[]): Dag {
  const known = new Set(ids);
  const inner = edges.filter(([source, target]) => source !== target && known.has(source) && known.has(target));
  const after = neighbours(inner, 0, 1);
  const order = sorted([...known], inner, after);
  if (order.length === known.size) return dagOf(order, inner, after);
  const done = new Set(order);
  for (const id of known) if (!done.has(id)) order.push(id);
  const place = new Map(order.map((id, index) => [id, index]));
  const forward = inner.filter(([source, target]) => (place.get(source) ?? 0) < (place.get(target) ?? 0));
  return dagOf(order, forward, neighbours(forward, 0, 1));
}

function dagOf(order: readonly string[], edges: readonly Edge[], after: ReadonlyMap<string, string[]>): Dag {
  const before = neighbours(edges, 1, 0);
  return { order, before: (id) => before.get(id) ?? NONE, after: (id) => after.get(id) ?? NONE };
}

function neighbours(edges: readonly Edge[], of: 0 | 1, to: 0 | 1): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const edge of edges) {
    const list = lists.get(edge[of]);
    if (list === undefined) lists.set(edge[of], [edge[to]]);
    else list.push(edge[to]);
  }
  return lists;
}

/** Kahn's order: nodes on a circle, and what follows them, never come free and are missing. */
function sorted(ids: readonly string[], edges: readonly Edge[], after: ReadonlyMap<string, string[]>): string[] {
  const waiting = new Map<string, number>();
  for (const [, target] of edges) waiting.set(target, (waiting.get(target) ?? 0) + 1);
  const order = ids.filter((id) => !waiting.has(id));
  for (let at = 0; at < order.length; at += 1) {
    for (const target of after.get(order[at] ?? "") ?? NONE) {
      const left = (waiting.get(target) ?? 0) - 1;
      waiting.set(target, left);
      if (left === 0) order.push(target);
    }
  }
  return order;
}
