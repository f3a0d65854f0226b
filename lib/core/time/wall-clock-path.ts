import { type Dag, type Edge, eachNeighbour, indexEdges, orderDag } from "./dag";

/** A stretch of time, ms since the epoch. */
export type Window = { fromMs: number; toMs: number };

/** A node with its times; `span` is null for one that never ran: as a dependency it stands for its own dependencies. */
export type Timed = { id: string; span: Window | null };

/** Nodes with their times, and who waits for whom, by place. */
export type TimedDag = { nodes: readonly Timed[]; dag: Dag };

export const timedDag = (nodes: readonly Timed[], edges: readonly Edge[]): TimedDag => ({
  nodes,
  dag: orderDag(
    nodes.length,
    indexEdges(
      nodes.map(({ id }) => id),
      edges,
    ),
  ),
});

/**
 * `lead` before the first node, `wait` before each further one, `run` while a node was being worked on, `tail` after the
 * last. `id` is the node that was awaited or ran, null for the tail.
 */
export type ClockSegment = Window & { kind: "lead" | "wait" | "run" | "tail"; id: string | null };

/**
 * The chain that decided when a run ended: from the node that ended last to the dependency that ended last, until none is
 * left; equal ends: the smallest id as text. The segments cut the wall clock so that every moment counts once: they sum to
 * it whatever the nodes' clocks say.
 */
export function wallClockPath(
  wallClock: Window,
  { nodes, dag }: TimedDag,
): { path: string[]; segments: ClockSegment[] } {
  const last = lastDependencies({ nodes, dag });
  let at = -1;
  for (let node = 0; node < dag.size; node += 1) if (ran(nodes, node)) at = laterOf(nodes, at, node);
  const path: Timed[] = [];
  for (; at >= 0; at = last[at] ?? -1) {
    const node = nodes[at];
    if (node !== undefined) path.push(node);
  }
  path.reverse();
  return { path: path.map(({ id }) => id), segments: cut(wallClock, path) };
}

/**
 * How much later each node could have ended without the last of them ending later, in ms, as the run went: whoever waited
 * for a node is taken to begin as long after its last dependency as it did. Nodes that never ran have no slack.
 */
export function wallClockSlack({ nodes, dag }: TimedDag): Map<string, number> {
  const last = lastDependencies({ nodes, dag });
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { span } of nodes) if (span !== null) lastMs = Math.max(lastMs, span.toMs);
  /** The latest end that would have changed nothing. */
  const latestMs = new Float64Array(dag.size);
  const slack = new Map<string, number>();
  const limitOf = (next: number): number => {
    if (!ran(nodes, next)) return latestMs[next] ?? lastMs;
    const awaited = last[next] ?? -1;
    return awaited < 0 ? lastMs : endMs(nodes, awaited) + (latestMs[next] ?? 0) - endMs(nodes, next);
  };
  for (let at = dag.size - 1; at >= 0; at -= 1) {
    const node = dag.order[at] ?? 0;
    let limit = lastMs;
    eachNeighbour(dag.after, node, (next) => {
      limit = Math.min(limit, limitOf(next));
    });
    const { id, span } = nodes[node] ?? { id: "", span: null };
    // Where clocks differ a node may end after those that waited for it: it has no slack, not less than none.
    latestMs[node] = span === null ? limit : Math.max(limit, span.toMs);
    if (span !== null) slack.set(id, (latestMs[node] ?? 0) - span.toMs);
  }
  return slack;
}

const ran = (nodes: readonly Timed[], node: number): boolean => (nodes[node]?.span ?? null) !== null;

const endMs = (nodes: readonly Timed[], node: number): number => nodes[node]?.span?.toMs ?? 0;

/** By node: the dependency that ended last, seen through those that never ran; −1 for none. */
function lastDependencies({ nodes, dag }: TimedDag): Int32Array {
  const last = new Int32Array(dag.size).fill(-1);
  for (const node of dag.order) {
    let best = -1;
    eachNeighbour(dag.before, node, (dependency) => {
      const real = ran(nodes, dependency) ? dependency : (last[dependency] ?? -1);
      if (real >= 0) best = laterOf(nodes, best, real);
    });
    last[node] = best;
  }
  return last;
}

function laterOf(nodes: readonly Timed[], best: number, node: number): number {
  if (best < 0) return node;
  const [bestMs, ownMs] = [endMs(nodes, best), endMs(nodes, node)];
  if (ownMs !== bestMs) return ownMs > bestMs ? node : best;
  return (nodes[node]?.id ?? "") < (nodes[best]?.id ?? "") ? node : best;
}

function cut(wallClock: Window, path: readonly Timed[]): ClockSegment[] {
  const segments: ClockSegment[] = [];
  let cursor = wallClock.fromMs;
  const move = (kind: ClockSegment["kind"], id: string | null, untilMs: number): void => {
    const toMs = Math.min(untilMs, wallClock.toMs);
    if (toMs <= cursor) return;
    segments.push({ kind, id, fromMs: cursor, toMs });
    cursor = toMs;
  };
  path.forEach(({ id, span }, index) => {
    if (span === null) return;
    move(index === 0 ? "lead" : "wait", id, span.fromMs);
    move("run", id, span.toMs);
  });
  move("tail", null, wallClock.toMs);
  return segments;
}
