import { type Dag, type Edge, orderDag } from "./dag";

/** A stretch of time, ms since the epoch. */
export type Window = { fromMs: number; toMs: number };

/** A node with its times; `span` is null for one that never ran: as a dependency it stands for its own dependencies. */
export type Timed = { id: string; span: Window | null };

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
  nodes: readonly Timed[],
  edges: readonly Edge[],
): { path: string[]; segments: ClockSegment[] } {
  const spans = spansOf(nodes);
  const last = lastDependencies(orderDag(idsOf(nodes), edges), spans);
  const path: string[] = [];
  let id = [...spans.keys()].reduce<string | null>((best, each) => laterOf(spans, best, each), null);
  while (id !== null) {
    path.push(id);
    id = last.get(id) ?? null;
  }
  path.reverse();
  return { path, segments: cut(wallClock, path, spans) };
}

/**
 * How much later each node could have ended without the last of them ending later, in ms, as the run went: whoever waited
 * for a node is taken to begin as long after its last dependency as it did. Nodes that never ran have no slack.
 */
export function wallClockSlack(nodes: readonly Timed[], edges: readonly Edge[]): Map<string, number> {
  const spans = spansOf(nodes);
  const dag = orderDag(idsOf(nodes), edges);
  const last = lastDependencies(dag, spans);
  const endMs = Math.max(...spanEnds(spans));
  /** The latest end that would have changed nothing. */
  const latestMs = new Map<string, number>();
  const slack = new Map<string, number>();
  for (const id of [...dag.order].reverse()) {
    let limit = endMs;
    for (const next of dag.after(id)) limit = Math.min(limit, limitOf(next));
    latestMs.set(id, limit);
    const span = spans.get(id);
    if (span !== undefined) slack.set(id, Math.max(0, limit - span.toMs));
  }
  return slack;

  function limitOf(next: string): number {
    if (!spans.has(next)) return latestMs.get(next) ?? endMs;
    const awaited = spans.get(last.get(next) ?? "");
    return awaited === undefined ? endMs : awaited.toMs + (slack.get(next) ?? 0);
  }
}

type Spans = ReadonlyMap<string, Window>;

const idsOf = (nodes: readonly Timed[]): string[] => nodes.map(({ id }) => id);

function spansOf(nodes: readonly Timed[]): Spans {
  const spans = new Map<string, Window>();
  for (const { id, span } of nodes) if (span !== null) spans.set(id, span);
  return spans;
}

function* spanEnds(spans: Spans): Generator<number> {
  for (const { toMs } of spans.values()) yield toMs;
}

/** For each node the dependency that ended last, seen through those that never ran. */
function lastDependencies(dag: Dag, spans: Spans): Map<string, string | null> {
  const last = new Map<string, string | null>();
  for (const id of dag.order) {
    let best: string | null = null;
    for (const dependency of dag.before(id)) {
      const real = spans.has(dependency) ? dependency : (last.get(dependency) ?? null);
      if (real !== null) best = laterOf(spans, best, real);
    }
    last.set(id, best);
  }
  return last;
}

function laterOf(spans: Spans, best: string | null, id: string): string {
  if (best === null) return id;
  const [bestMs, endMs] = [spans.get(best)?.toMs ?? 0, spans.get(id)?.toMs ?? 0];
  if (endMs !== bestMs) return endMs > bestMs ? id : best;
  return id < best ? id : best;
}

function cut(wallClock: Window, path: readonly string[], spans: Spans): ClockSegment[] {
  const segments: ClockSegment[] = [];
  let cursor = wallClock.fromMs;
  const move = (kind: ClockSegment["kind"], id: string | null, untilMs: number): void => {
    const toMs = Math.min(untilMs, wallClock.toMs);
    if (toMs <= cursor) return;
    segments.push({ kind, id, fromMs: cursor, toMs });
    cursor = toMs;
  };
  path.forEach((id, index) => {
    const span = spans.get(id);
    if (span === undefined) return;
    move(index === 0 ? "lead" : "wait", id, span.fromMs);
    move("run", id, span.toMs);
  });
  move("tail", null, wallClock.toMs);
  return segments;
}
