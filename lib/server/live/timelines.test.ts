import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyLiveState, reduceLive } from "@/lib/core/live/reduce-live";
import type { LiveEvent } from "@/lib/core/live/types";
import type { NodeRow } from "@/lib/core/node";
import { LeapingClock } from "@/lib/testing/fake-backend/leaping-clock";
import { type Moment, momentsOf } from "@/lib/testing/fake-backend/moments";
import { ReplayedFlyte, randomOf, type Weather } from "@/lib/testing/fake-backend/replayed-flyte";
import { listRecordings } from "@/lib/testing/recordings/load";
import { Hub } from "./hub";

const weather = fc.record({
  seed: fc.nat(),
  failing: fc.constantFrom(0, 0.1, 0.4),
  stale: fc.constantFrom(0, 0.3),
  losing: fc.constantFrom(0, 0.2),
  speed: fc.constantFrom(0.5, 1, 4),
});

const SUBSCRIBER = "00000000-0000-4000-8000-000000000001";
const byNodeId = (a: NodeRow, b: NodeRow) => a.nodeId.localeCompare(b.nodeId);

async function watch(moments: Moment[], conditions: Weather) {
  const clock = new LeapingClock(1_000_000, randomOf(conditions.seed + 1));
  const flyte = new ReplayedFlyte(moments, clock, conditions);
  const { ref } = flyte.last.execution;
  const mostCalls = { inATick: 0 };
  let before = 0;
  clock.onSleep = () => {
    mostCalls.inATick = Math.max(mostCalls.inATick, flyte.calls.length - before);
    before = flyte.calls.length;
  };
  const hub = new Hub(() => flyte, clock);
  const focused = [...flyte.last.attempts.keys()].slice(0, 20);
  hub.focus(ref, { subscriber: SUBSCRIBER, parents: [], nodes: focused, hidden: false });
  const stream = await hub.open(ref, SUBSCRIBER);
  const events: LiveEvent[] = [];
  for (let event = await stream.next(); event !== null; event = await stream.next()) {
    events.push(event);
    if (event.type === "settled" || (event.type === "snapshot" && event.snapshot.settled)) break;
  }
  stream.close();
  return { events, last: flyte.last, focused, mostCalls };
}

describe.each(listRecordings("timelines"))("%s, watched", (file) => {
  const moments = momentsOf(file);

  it("ends in the state of its last frame, whatever fails, is late or is lost on the way", async () => {
    await fc.assert(
      fc.asyncProperty(weather, async (conditions) => {
        const { events, last, focused, mostCalls } = await watch(moments, conditions);
        const held = events.reduce(reduceLive, emptyLiveState).snapshot;
        expect(held?.execution).toEqual(last.execution);
        expect([...(held?.nodes ?? [])].sort(byNodeId)).toEqual([...last.rows.values()].sort(byNodeId));
        expect(held?.attempts).toEqual(Object.fromEntries(focused.map((id) => [id, last.attempts.get(id)])));
        expect(held?.signals).toEqual([...last.signals.values()]);
        expect(held?.settled).toBe(true);
        expect(mostCalls.inATick).toBeLessThanOrEqual(4);
      }),
      { numRuns: 25 },
    );
  });

  it("means the same in whatever order its events arrive, and twice", async () => {
    const { events } = await watch(moments, { seed: 7, failing: 0.1, stale: 0.3, losing: 0.1, speed: 1 });
    const inOrder = events.reduce(reduceLive, emptyLiveState).snapshot;
    fc.assert(
      fc.property(fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }), (shuffled) => {
        expect(shuffled.reduce(reduceLive, emptyLiveState).snapshot).toEqual(inOrder);
      }),
      { numRuns: 10 },
    );
  });
});
