import { afterEach, describe, expect, it } from "vitest";
import { ContrailError } from "@/lib/core/errors";
import { emptyLiveState, reduceLive } from "@/lib/core/live/reduce-live";
import type { LiveEvent, LiveSnapshot } from "@/lib/core/live/types";
import { executionKey } from "@/lib/core/refs";
import { anAttempt } from "@/lib/testing/builders/attempt";
import { anExecution, anExecutionRef } from "@/lib/testing/builders/execution";
import { aNodeRow } from "@/lib/testing/builders/node-row";
import { FakeBackend, nodeKey } from "@/lib/testing/fake-backend/fake-backend";
import { LeapingClock } from "@/lib/testing/fake-backend/leaping-clock";
import { Hub } from "./hub";
import type { Subscription } from "./subscription";

const ref = anExecutionRef();
const subscriber = (n = 0) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

function aHub(backend = new FakeBackend()) {
  const clock = new LeapingClock();
  return { backend, clock, hub: new Hub(() => backend, clock) };
}

const open: Subscription[] = [];
afterEach(() => {
  for (const subscription of open.splice(0)) subscription.close();
});

/** A browser: it holds what the stream told it so far. */
class Browser {
  readonly events: LiveEvent[] = [];
  private state = emptyLiveState;

  constructor(readonly stream: Subscription) {
    open.push(stream);
  }

  async until(isDone: (held: LiveSnapshot, event: LiveEvent) => boolean): Promise<LiveSnapshot> {
    for (let event = await this.stream.next(); event !== null; event = await this.stream.next()) {
      this.events.push(event);
      this.state = reduceLive(this.state, event);
      if (this.state.snapshot !== null && isDone(this.state.snapshot, event)) return this.state.snapshot;
    }
    throw new Error("the stream ended early");
  }
}

const browse = async (hub: Hub, n = 0): Promise<Browser> => new Browser(await hub.open(ref, subscriber(n)));

const settled = (held: LiveSnapshot) => held.settled;

describe("an execution that has ended", () => {
  it("is read once, whole, and settles", async () => {
    const { backend, hub } = aHub();
    backend.add(anExecution({ phase: "succeeded" }), [
      aNodeRow({ nodeId: "n0", isParent: true }),
      aNodeRow({ nodeId: "n0-0-n0", parentId: "n0" }),
    ]);
    const held = await (await browse(hub)).until(settled);
    expect(held.nodes.map(({ nodeId }) => nodeId)).toEqual(["n0", "n0-0-n0"]);
    expect(held.levels.every(({ complete }) => complete)).toBe(true);
    expect(backend.calls).toHaveLength(4);
    await (await browse(hub, 1)).until(settled);
    expect(backend.calls).toHaveLength(4);
  });

  it("reads 200 parents within 60 s at four calls a tick", async () => {
    const { backend, clock, hub } = aHub();
    const parents = Array.from({ length: 200 }, (_, n) => aNodeRow({ nodeId: `p${n}`, isParent: true }));
    backend.add(anExecution({ phase: "succeeded" }), [
      ...parents,
      ...parents.map(({ nodeId }) => aNodeRow({ nodeId: `${nodeId}-0-n0`, parentId: nodeId })),
    ]);
    const startMs = clock.now();
    const held = await (await browse(hub)).until(settled);
    expect(held.nodes).toHaveLength(400);
    expect(clock.now() - startMs).toBeLessThanOrEqual(60_000);
  });

  it("does not settle while the counts differ", async () => {
    const { backend, clock, hub } = aHub();
    backend.add(anExecution({ phase: "running" }), [aNodeRow({ nodeId: "n0" }), aNodeRow({ nodeId: "n1" })]);
    const browser = await browse(hub);
    await browser.until((held) => held.nodes.length === 2);
    backend.add(anExecution({ phase: "succeeded", updatedMs: 9_000 }), [aNodeRow({ nodeId: "n0" })]);
    const endMs = clock.now();
    await browser.until(settled);
    expect(clock.now() - endMs).toBeGreaterThan(3_000);
  });
});

describe("a running execution", () => {
  it("shows the first child of a parent that answered empty before", async () => {
    const { backend, clock, hub } = aHub();
    backend.add(anExecution(), [aNodeRow({ nodeId: "n0", isParent: true, phase: "running" })]);
    const browser = await browse(hub);
    await browser.until((held) => held.levels.length === 2 && held.levels.every(({ complete }) => complete));
    const leapsAt = clock.now() + 20_000;
    clock.onLeap = (nowMs) => {
      if (nowMs > leapsAt) backend.putRows(ref, aNodeRow({ nodeId: "n0-0-n0", parentId: "n0", phase: "running" }));
    };
    const held = await browser.until(({ nodes }) => nodes.length === 2);
    expect(held.nodes[1]?.parentId).toBe("n0");
  });

  it("costs at most 120 calls a minute, with 1 and with 50 browsers", async () => {
    for (const browsers of [1, 50]) {
      const { backend, clock, hub } = aHub();
      const parents = ["a", "b", "c"].map((nodeId) => aNodeRow({ nodeId, isParent: true, phase: "running" }));
      backend.add(anExecution(), parents);
      const all = await Promise.all(Array.from({ length: browsers }, (_, n) => browse(hub, n)));
      hub.focus(ref, { subscriber: subscriber(0), parents: ["a", "b"], nodes: ["c"], hidden: false });
      let flips = 0;
      clock.onLeap = () => {
        flips += 1;
        backend.putRows(ref, aNodeRow({ nodeId: `a-${flips % 300}`, parentId: "a", updatedMs: 5_000 + flips }));
        backend.putRows(ref, aNodeRow({ nodeId: `n-${flips % 300}`, phase: "running", updatedMs: 5_000 + flips }));
      };
      const startMs = clock.now();
      const drains = all.map((each) => each.until(() => clock.now() - startMs > 120_000));
      await Promise.all(drains);
      const minutes = (clock.now() - startMs) / 60_000;
      expect(backend.calls.length / minutes).toBeLessThanOrEqual(120);
      for (const each of all) each.stream.close();
    }
  });

  it("reads the attempts of what someone looks at, and its last ones before it settles", async () => {
    const { backend, hub } = aHub();
    backend.add(anExecution(), [aNodeRow({ phase: "running" })]);
    backend.world.attempts.set(nodeKey({ execution: ref, nodeId: "n0" }), [anAttempt()]);
    const browser = await browse(hub);
    hub.focus(ref, { subscriber: subscriber(), parents: [], nodes: ["n0"], hidden: false });
    await browser.until((held) => held.attempts.n0 !== undefined);
    backend.world.attempts.set(nodeKey({ execution: ref, nodeId: "n0" }), [anAttempt({ phase: "succeeded" })]);
    backend.add(anExecution({ phase: "succeeded", updatedMs: 9_000 }), [aNodeRow({ updatedMs: 8_000 })]);
    const held = await browser.until(settled);
    expect(held.attempts.n0?.[0]?.phase).toBe("succeeded");
  });

  it("is asked for at once when someone acted on it", async () => {
    const { backend, clock, hub } = aHub();
    backend.add(anExecution(), [aNodeRow({ phase: "running" })]);
    const browser = await browse(hub);
    await browser.until((held) => held.nodes.length === 1);
    await backend.terminateExecution(ref, "wrong data");
    const actedMs = clock.now();
    hub.poke(ref);
    await browser.until((held) => held.execution.phase === "aborted");
    expect(clock.now() - actedMs).toBeLessThan(1_000);
  });

  it("gives each of 200 running parents its turn, and is true within 60 s of its end", async () => {
    const { backend, clock, hub } = aHub();
    const ids = Array.from({ length: 200 }, (_, n) => `p${n}`);
    const rows = (phase: "running" | "succeeded", updatedMs: number) => [
      ...ids.map((nodeId) => aNodeRow({ nodeId, isParent: true, phase, updatedMs })),
      ...ids.map((parentId) => aNodeRow({ nodeId: `${parentId}-0-n0`, parentId, phase, updatedMs })),
    ];
    backend.add(anExecution(), rows("running", 3_000));
    let before = 0;
    let most = 0;
    clock.onSleep = () => {
      most = Math.max(most, backend.calls.length - before);
      before = backend.calls.length;
    };
    const browser = await browse(hub);
    hub.focus(ref, { subscriber: subscriber(), parents: ["p7"], nodes: [], hidden: false });
    await browser.until((held) => held.nodes.length === 400);
    const allReadMs = clock.now();
    await browser.until(() => clock.now() - allReadMs > 90_000);
    const asked = new Map<string, number>();
    for (const { method, about } of backend.calls)
      if (method === "listNodes") asked.set(about, (asked.get(about) ?? 0) + 1);
    for (const id of ids) expect(asked.get(id) ?? 0, id).toBeGreaterThanOrEqual(2);
    expect(asked.get("p7")).toBeGreaterThan(40);
    backend.add(anExecution({ phase: "succeeded", updatedMs: 9_000 }), rows("succeeded", 9_000));
    const endMs = clock.now();
    await browser.until((held) => held.nodes.every(({ phase }) => phase === "succeeded"));
    expect(clock.now() - endMs).toBeLessThanOrEqual(60_000);
    await browser.until(settled);
    expect(most).toBeLessThanOrEqual(4);
  });

  it("keeps a focus that came before its stream", async () => {
    const { backend, hub } = aHub();
    backend.add(anExecution(), [aNodeRow({ phase: "running" })]);
    hub.focus(ref, { subscriber: subscriber(), parents: [], nodes: ["n0"], hidden: false });
    const held = await (await browse(hub)).until((now) => now.attempts.n0 !== undefined);
    expect(held.attempts.n0).toEqual([]);
  });

  it("ticks ever more slowly while nothing changes, up to 5 s, and as slowly while hidden", async () => {
    const { backend, clock, hub } = aHub();
    backend.add(anExecution(), [aNodeRow({ phase: "running" })]);
    const sleeps: number[] = [];
    let last = clock.now();
    clock.onLeap = (nowMs) => {
      sleeps.push(nowMs - last);
      last = nowMs;
    };
    const browser = await browse(hub);
    const startMs = clock.now();
    await browser.until(() => clock.now() - startMs > 60_000);
    expect(sleeps.slice(0, 3).every((ms) => ms <= 1_000)).toBe(true);
    expect(sleeps.at(-1)).toBe(5_000);
    hub.focus(ref, { subscriber: subscriber(), parents: [], nodes: [], hidden: true });
    sleeps.length = 0;
    backend.putRows(ref, aNodeRow({ phase: "running", updatedMs: 7_000 }));
    const hiddenMs = clock.now();
    await browser.until(() => clock.now() - hiddenMs > 12_000);
    expect(sleeps.every((ms) => ms === 5_000)).toBe(true);
  });
});

describe("a Flyte that fails", () => {
  it("is told once, keeps the state, and the stream recovers", async () => {
    const { backend, clock, hub } = aHub();
    backend.add(anExecution(), [aNodeRow({ phase: "running" })]);
    const browser = await browse(hub);
    await browser.until((held) => held.nodes.length === 1);
    backend.failWith = () => new ContrailError("unavailable", "Flyte does not answer.");
    const broken = browser.until((held) => clock.now() > 1_060_000 && held.problem === null);
    const healed = clock.now() + 40_000;
    clock.onLeap = (nowMs) => {
      if (nowMs > healed) backend.failWith = () => null;
    };
    await broken;
    const problems = browser.events.filter((event) => event.type === "problem");
    expect(problems.map(({ problem }) => problem?.code ?? null)).toEqual(["unavailable", null]);
  });

  it("begins a stream with the problem when nothing is known yet", async () => {
    const { backend, hub } = aHub();
    backend.failWith = () => new ContrailError("unavailable", "Flyte does not answer.");
    const browser = await browse(hub);
    expect(await browser.stream.next()).toMatchObject({ type: "problem", problem: { code: "unavailable" } });
    backend.add(anExecution({ phase: "succeeded" }), []);
    backend.failWith = () => null;
    await browser.until(settled);
  });

  it("refuses a stream of what does not exist", async () => {
    const { hub } = aHub();
    await expect(hub.open(ref, subscriber())).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps other levels going when one fails", async () => {
    const { backend, hub } = aHub();
    backend.add(anExecution(), [aNodeRow({ nodeId: "a", isParent: true, phase: "running" })]);
    backend.failWith = (method, about) =>
      method === "listNodes" && about === "a" ? new ContrailError("internal", "broken") : null;
    const browser = await browse(hub);
    await browser.until((held) => held.problem !== null);
    backend.putRows(ref, aNodeRow({ nodeId: "b", updatedMs: 9_000 }));
    const held = await browser.until(({ nodes }) => nodes.length === 2);
    expect(held.problem?.code).toBe("internal");
  });
});

describe("the hub", () => {
  it("forgets runs that nobody has open before it refuses one", async () => {
    const { backend, hub } = aHub();
    for (let n = 0; n < 520; n++) {
      const each = anExecutionRef(`r${n}`);
      backend.add(anExecution({ ref: each, phase: "succeeded" }), []);
      const subscription = await hub.open(each, subscriber(n));
      subscription.close();
    }
    const held = await Promise.all(
      Array.from({ length: 500 }, (_, n) => hub.open(anExecutionRef(`r${n}`), subscriber(n))),
    );
    await expect(hub.open(anExecutionRef("r510"), subscriber(510))).rejects.toMatchObject({ code: "unavailable" });
    for (const each of held) each.close();
  });
});

describe("browsers", () => {
  it("that are slow get the state as a whole instead of an endless queue", async () => {
    const { backend, clock, hub } = aHub();
    backend.add(anExecution(), [aNodeRow({ phase: "running" })]);
    const slow = (await browse(hub, 0)).stream;
    const fast = await browse(hub, 1);
    expect((await slow.next())?.type).toBe("snapshot");
    let flips = 0;
    clock.onLeap = () => {
      flips += 1;
      backend.putRows(ref, aNodeRow({ phase: "running", updatedMs: 5_000 + flips }));
    };
    const startMs = clock.now();
    await fast.until(() => clock.now() - startMs > 300_000);
    const next = await slow.next();
    expect(next?.type).toBe("snapshot");
  });

  it("stop the polling when the last one leaves", async () => {
    const { backend, clock, hub } = aHub();
    backend.add(anExecution(), [aNodeRow({ phase: "running" })]);
    const browser = await browse(hub);
    await browser.until((held) => held.nodes.length === 1);
    browser.stream.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const before = backend.calls.length;
    const nowMs = clock.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(backend.calls).toHaveLength(before);
    expect(clock.now()).toBe(nowMs);
    expect(backend.world.executions.has(executionKey(ref))).toBe(true);
  });
});
