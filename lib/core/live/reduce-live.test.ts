import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aNodeRow, anAttempt, anExecution } from "@/lib/testing/builders";
import type { Execution } from "../execution";
import type { NodeRow } from "../node";
import { emptyLiveState, type LiveState, reduceLive } from "./reduce-live";
import type { LiveEvent, LiveSnapshot } from "./types";

const row = (nodeId: string, phase: NodeRow["phase"]): NodeRow => aNodeRow({ nodeId, phase });

const start: LiveSnapshot = {
  version: 0,
  execution: anExecution({ phase: "queued" }),
  asOfMs: 0,
  nodes: [],
  levels: [],
  attempts: {},
  signals: [],
  settled: false,
  problem: null,
};

const play = (events: readonly LiveEvent[], from: LiveState = emptyLiveState): LiveState =>
  events.reduce(reduceLive, from);

/** What a watcher tells: each step changes one record and has the next version. */
type Step = (version: number) => Exclude<LiveEvent, { type: "snapshot" }>;

const ids = fc.constantFrom("n0", "n1", "n2", "n3");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Execution["phase"][]>("running", "failing", "failed").map(
    (phase): Step =>
      (version) => ({ type: "execution", version, asOfMs: version * 10, execution: anExecution({ phase }) }),
  ),
  fc
    .uniqueArray(fc.tuple(ids, fc.constantFrom<NodeRow["phase"][]>("queued", "running", "succeeded", "failed")), {
      minLength: 1,
      selector: ([id]) => id,
    })
    .map(
      (rows): Step =>
        (version) => ({ type: "nodes", version, nodes: rows.map(([id, phase]) => row(id, phase)) }),
    ),
  fc.record({ parentId: fc.option(ids), complete: fc.boolean(), rows: fc.nat(5) }).map(
    (level): Step =>
      (version) => ({ type: "level", version, level: { ...level, asOfMs: version * 10 } }),
  ),
  fc.tuple(ids, fc.nat(2)).map(
    ([nodeId, number]): Step =>
      (version) => ({ type: "attempts", version, nodeId, attempts: [anAttempt({ nodeId, number })] }),
  ),
  fc.boolean().map(
    (isSet): Step =>
      (version) => ({ type: "signals", version, signals: [{ signalId: "ok", isSet }] }),
  ),
  fc.constant<Step>((version) => ({ type: "fresh", version, asOfMs: version * 10 })),
  fc.boolean().map(
    (isBad): Step =>
      (version) => ({
        type: "problem",
        version,
        problem: isBad ? { code: "unavailable", message: "down", requestId: null } : null,
      }),
  ),
);

const run = fc.array(step, { maxLength: 30 }).map((steps) => steps.map((one, at) => one(at + 1)));

/** Everything out of order and some of it more than once. */
const disordered = <T>(events: T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events))
    .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));

describe("any order and any repetition", () => {
  test("without losses gives the state of the right order", () => {
    const told = run.map((events): LiveEvent[] => [{ type: "snapshot", snapshot: start }, ...events]);
    fc.assert(
      fc.property(
        told.chain((events) => fc.tuple(fc.constant(events), disordered(events))),
        ([events, disorder]) => {
          expect(play(disorder).snapshot).toEqual(play(events).snapshot);
        },
      ),
    );
  });

  test("with losses, a last snapshot gives the state of the snapshot", () => {
    fc.assert(
      fc.property(
        run.chain((events) => fc.tuple(fc.constant(events), fc.subarray(events).chain(disordered))),
        ([events, received]) => {
          const whole = play([{ type: "snapshot", snapshot: start }, ...events]).snapshot;
          if (whole === null) throw new Error("a started run has a snapshot");
          expect(play([...received, { type: "snapshot", snapshot: whole }]).snapshot).toEqual(whole);
          expect(
            play([{ type: "snapshot", snapshot: start }, ...received, { type: "snapshot", snapshot: whole }]).snapshot,
          ).toEqual(whole);
        },
      ),
    );
  });

  test("a snapshot in the middle changes nothing that is newer", () => {
    fc.assert(
      fc.property(run, fc.nat(30), (events, cut) => {
        const begin: LiveEvent = { type: "snapshot", snapshot: start };
        const middle = play([begin, ...events.slice(0, cut)]).snapshot;
        if (middle === null) throw new Error("a started run has a snapshot");
        expect(play([...events, { type: "snapshot", snapshot: middle }]).snapshot).toEqual(
          play([begin, ...events]).snapshot,
        );
      }),
    );
  });
});

test("an event that says nothing new answers the same object", () => {
  const state = play([
    { type: "snapshot", snapshot: start },
    { type: "nodes", version: 2, nodes: [row("n0", "running")] },
  ]);
  expect(reduceLive(state, { type: "nodes", version: 2, nodes: [row("n0", "running")] })).toBe(state);
  expect(reduceLive(state, { type: "nodes", version: 1, nodes: [row("n0", "queued")] })).toBe(state);
  expect(reduceLive(state, { type: "fresh", version: 2, asOfMs: 0 })).toBe(state);
});

test("a snapshot removes what it does not hold", () => {
  const state = play([
    { type: "nodes", version: 1, nodes: [row("gone", "running")] },
    { type: "nodes", version: 3, nodes: [row("newer", "running")] },
    { type: "snapshot", snapshot: { ...start, version: 2, nodes: [row("held", "running")] } },
  ]);
  expect(state.snapshot?.nodes.map(({ nodeId }) => nodeId)).toEqual(["held", "newer"]);
});

test("settled is shown only while no row is missing", () => {
  const begin: LiveEvent = { type: "snapshot", snapshot: start };
  const settled: LiveEvent = { type: "settled", version: 3, nodes: 2 };
  const first: LiveEvent = { type: "nodes", version: 1, nodes: [row("n0", "succeeded")] };
  const second: LiveEvent = { type: "nodes", version: 2, nodes: [row("n1", "succeeded")] };
  expect(play([begin, first, settled]).snapshot?.settled).toBe(false);
  expect(play([begin, first, settled, second]).snapshot?.settled).toBe(true);
});

test("nothing is shown before the first snapshot, and nothing is lost", () => {
  const early = play([{ type: "nodes", version: 4, nodes: [row("n0", "running")] }]);
  expect(early.snapshot).toBeNull();
  expect(play([{ type: "snapshot", snapshot: start }], early).snapshot?.nodes).toHaveLength(1);
});
