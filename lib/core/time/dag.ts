export type Edge = readonly [source: string, target: string];

/** Neighbours of node `n`: `items[start[n]]` up to, without, `items[start[n + 1]]`. */
type Neighbours = { start: Int32Array; items: Int32Array };

/**
 * A directed graph without circles over the nodes 0 to `size` − 1. Numbers in flat arrays: a run of 50,000 nodes is
 * ordered anew at every event of it.
 */
export type Dag = {
  size: number;
  /** Sources before their targets. */
  order: Int32Array;
  before: Neighbours;
  after: Neighbours;
};

/** Edges by the places of their ends, `sources[i]` to `targets[i]`. */
export type IndexedEdges = { sources: number[]; targets: number[] };

/** Edges between known ids by their places in `ids`; those to unknown ids are left out. */
export function indexEdges(ids: readonly string[], edges: readonly Edge[]): IndexedEdges {
  const places = new Map(ids.map((id, place) => [id, place]));
  const indexed: IndexedEdges = { sources: [], targets: [] };
  for (const [source, target] of edges) {
    const [from, to] = [places.get(source), places.get(target)];
    if (from === undefined || to === undefined) continue;
    indexed.sources.push(from);
    indexed.targets.push(to);
  }
  return indexed;
}

/**
 * Nodes in an order in which every edge points forward. Edges that close a circle are left out: Flyte compiles none, yet
 * what comes over the wire is not trusted to end a loop. Linear in nodes and edges.
 */
export function orderDag(size: number, { sources, targets }: IndexedEdges): Dag {
  const after = neighbours(size, sources, targets);
  const order = kahnOrder(size, targets, after);
  if (order.length === size) {
    return { size, order: Int32Array.from(order), before: neighbours(size, targets, sources), after };
  }
  const done = new Set(order);
  for (let node = 0; node < size; node += 1) if (!done.has(node)) order.push(node);
  const place = new Int32Array(size);
  order.forEach((node, at) => place.set([at], node));
  const forward: IndexedEdges = { sources: [], targets: [] };
  sources.forEach((source, at) => {
    const target = targets[at] ?? source;
    if ((place[source] ?? 0) >= (place[target] ?? 0)) return;
    forward.sources.push(source);
    forward.targets.push(target);
  });
  return {
    size,
    order: Int32Array.from(order),
    before: neighbours(size, forward.targets, forward.sources),
    after: neighbours(size, forward.sources, forward.targets),
  };
}

/** Calls `visit` for each neighbour of a node. */
export function eachNeighbour({ start, items }: Neighbours, node: number, visit: (neighbour: number) => void): void {
  const end = start[node + 1] ?? 0;
  for (let at = start[node] ?? 0; at < end; at += 1) visit(items[at] ?? 0);
}

export const hasNeighbours = ({ start }: Neighbours, node: number): boolean =>
  (start[node + 1] ?? 0) > (start[node] ?? 0);

/** Counting sort of edges by one end. */
function neighbours(size: number, of: readonly number[], to: readonly number[]): Neighbours {
  const start = new Int32Array(size + 1);
  for (const node of of) start[node + 1] = (start[node + 1] ?? 0) + 1;
  for (let node = 0; node < size; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const next = start.slice();
  const items = new Int32Array(of.length);
  of.forEach((node, at) => {
    const place = next[node] ?? 0;
    items[place] = to[at] ?? 0;
    next[node] = place + 1;
  });
  return { start, items };
}

/** Kahn's order: nodes on a circle, and what follows them, never come free and are missing. */
function kahnOrder(size: number, targets: readonly number[], after: Neighbours): number[] {
  const waiting = new Int32Array(size);
  for (const target of targets) waiting[target] = (waiting[target] ?? 0) + 1;
  const order: number[] = [];
  for (let node = 0; node < size; node += 1) if (waiting[node] === 0) order.push(node);
  const free = (target: number): void => {
    const left = (waiting[target] ?? 0) - 1;
    waiting[target] = left;
    if (left === 0) order.push(target);
  };
  for (let at = 0; at < order.length; at += 1) eachNeighbour(after, order[at] ?? 0, free);
  return order;
}
