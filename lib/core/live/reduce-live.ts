import type { NodeRow } from "../node";
import type { Level, LiveEvent, LiveSnapshot } from "./types";
import { inOrder, newer, newest, put, replaced, type Versioned } from "./versioned";

/**
 * What a browser holds of one execution. `snapshot` is null until the first snapshot came; events that arrive before it
 * are held. Versions belong to one watcher of the BFF, so a new connection starts from `emptyLiveState`.
 */
export type LiveState = {
  snapshot: LiveSnapshot | null;
  /** Version of the last snapshot taken, -1 before: whatever is older was in it or is gone. */
  base: number;
  version: number;
  asOfMs: number;
  execution: Versioned<LiveSnapshot["execution"]> | null;
  nodes: ReadonlyMap<string, Versioned<NodeRow>>;
  levels: ReadonlyMap<string, Versioned<Level>>;
  attempts: ReadonlyMap<string, Versioned<LiveSnapshot["attempts"][string]>>;
  signals: Versioned<LiveSnapshot["signals"]> | null;
  problem: Versioned<LiveSnapshot["problem"]> | null;
  /** Rows the watcher held when it settled; with fewer of them here something was lost, so it is not settled here. */
  settledNodes: Versioned<number> | null;
};

export const emptyLiveState: LiveState = {
  snapshot: null,
  base: -1,
  version: -1,
  asOfMs: 0,
  execution: null,
  nodes: new Map(),
  levels: new Map(),
  attempts: new Map(),
  signals: null,
  problem: null,
  settledNodes: null,
};

/**
 * Applies one event. The result does not depend on the order of events nor on repetitions: a record is replaced only by a
 * newer version of it. Answers the same object when the event says nothing new. Lists of `snapshot` are in the order of
 * their ids.
 */
export function reduceLive(state: LiveState, event: LiveEvent): LiveState {
  const next = event.type === "snapshot" ? takeSnapshot(state, event.snapshot) : takeFact(state, event);
  return next === state || next.base < 0 ? next : { ...next, snapshot: assemble(next, state) };
}

type Fact = Exclude<LiveEvent, { type: "snapshot" }>;

const levelKey = (level: Level): string => level.parentId ?? "";

function takeFact(state: LiveState, event: Fact): LiveState {
  const seen = changed(state, { version: Math.max(state.version, event.version) });
  if ("asOfMs" in event) {
    return changed(seen, { asOfMs: Math.max(state.asOfMs, event.asOfMs), ...recordOf(state, event) });
  }
  return changed(seen, recordOf(state, event));
}

function recordOf(state: LiveState, event: Fact): Partial<LiveState> {
  const { base } = state;
  const fact = <T>(value: T): Versioned<T> => ({ version: event.version, value });
  switch (event.type) {
    case "execution":
      return { execution: newer(base, state.execution, fact(event.execution)) };
    case "nodes":
      return {
        nodes: put(
          base,
          state.nodes,
          event.nodes.map((row) => [row.nodeId, fact(row)]),
        ),
      };
    case "level":
      return { levels: put(base, state.levels, [[levelKey(event.level), fact(event.level)]]) };
    case "attempts":
      return { attempts: put(base, state.attempts, [[event.nodeId, fact(event.attempts)]]) };
    case "signals":
      return { signals: newer(base, state.signals, fact(event.signals)) };
    case "problem":
      return { problem: newer(base, state.problem, fact(event.problem)) };
    case "settled":
      return { settledNodes: newer(base, state.settledNodes, fact(event.nodes)) };
    case "fresh":
      return {};
  }
}

/** The same object when every part is what it was. */
function changed(state: LiveState, part: Partial<LiveState>): LiveState {
  const next = { ...state, ...part };
  const isSame = Object.entries(part).every(([key, value]) => Object.is(value, Reflect.get(state, key)));
  return isSame ? state : next;
}

/** A snapshot replaces all that is not newer than it: what it does not hold is gone. */
function takeSnapshot(state: LiveState, snapshot: LiveSnapshot): LiveState {
  const base = snapshot.version;
  const asOfMs = Math.max(state.asOfMs, snapshot.asOfMs);
  if (base <= state.base) return changed(state, { asOfMs });
  const at = <T>(value: T): Versioned<T> => ({ version: base, value });
  const settledLater = state.settledNodes !== null && state.settledNodes.version > base ? state.settledNodes : null;
  return {
    snapshot: state.snapshot,
    base,
    version: Math.max(state.version, base),
    asOfMs,
    execution: newest(at(snapshot.execution), state.execution),
    nodes: replaced(
      base,
      state.nodes,
      snapshot.nodes.map((row) => [row.nodeId, row]),
    ),
    levels: replaced(
      base,
      state.levels,
      snapshot.levels.map((level) => [levelKey(level), level]),
    ),
    attempts: replaced(base, state.attempts, Object.entries(snapshot.attempts)),
    signals: newest(at(snapshot.signals), state.signals),
    problem: newest(at(snapshot.problem), state.problem),
    settledNodes: settledLater ?? (snapshot.settled ? at(snapshot.nodes.length) : null),
  };
}

function assemble(state: LiveState, previous: LiveState): LiveSnapshot | null {
  if (state.execution === null) return null;
  const known = previous.nodes === state.nodes ? previous.snapshot?.nodes : undefined;
  return {
    version: state.version,
    execution: state.execution.value,
    asOfMs: state.asOfMs,
    nodes: known ?? inOrder(state.nodes),
    levels: inOrder(state.levels),
    attempts: Object.fromEntries([...state.attempts].map(([nodeId, { value }]) => [nodeId, value])),
    signals: state.signals?.value ?? [],
    settled: state.settledNodes !== null && state.nodes.size >= state.settledNodes.value,
    problem: state.problem?.value ?? null,
  };
}
