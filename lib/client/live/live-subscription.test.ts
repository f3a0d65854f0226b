import { describe, expect, it } from "vitest";
import type { LiveEvent, LiveSnapshot } from "@/lib/core/live/types";
import type { NodeRow } from "@/lib/core/node";
import { aNodeRow, anExecution } from "@/lib/testing/builders";
import { type EventStream, retryDelayMs } from "./live-stream";
import { LiveSubscription } from "./live-subscription";

/** A host whose clock, timers and streams are moved by hand. */
function aHost() {
  let nowMs = 1_000_000;
  let timers: { atMs: number; work: () => void }[] = [];
  const streams: {
    stream: EventStream;
    send(event: LiveEvent): void;
    break(): void;
    restart(): void;
    closed: boolean;
  }[] = [];
  const marks: string[] = [];
  const host = {
    open: () => {
      const listeners: { type: string; listener: (event: MessageEvent<string>) => void }[] = [];
      const say = (type: string, data: string): void => {
        for (const each of listeners) if (each.type === type) each.listener(new MessageEvent(type, { data }));
      };
      const opened = {
        closed: false,
        stream: {
          addEventListener: (type: string, listener: (event: MessageEvent<string>) => void) => {
            listeners.push({ type, listener });
          },
          close: () => {
            opened.closed = true;
          },
        },
        send: (event: LiveEvent) => say("message", JSON.stringify(event)),
        break: () => say("error", ""),
        restart: () => say("restart", ""),
      };
      streams.push(opened);
      return opened.stream;
    },
    nowMs: () => nowMs,
    random: () => 0.5,
    later: (work: () => void, delayMs: number) => {
      const timer = { atMs: nowMs + delayMs, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    mark: (name: string) => {
      marks.push(name);
    },
  };
  const pass = (ms: number): void => {
    nowMs += ms;
    const due = timers.filter((timer) => timer.atMs <= nowMs);
    timers = timers.filter((timer) => timer.atMs > nowMs);
    for (const timer of due) timer.work();
  };
  const last = () => {
    const opened = streams.at(-1);
    if (opened === undefined) throw new Error("no stream was opened");
    return opened;
  };
  return { host, streams, marks, pass, last, now: () => nowMs };
}

const snapshotOf = (version: number, nodes: NodeRow[], part: Partial<LiveSnapshot> = {}): LiveEvent => ({
  type: "snapshot",
  snapshot: {
    version,
    execution: anExecution({ phase: "running" }),
    asOfMs: 1_000_000,
    nodes,
    levels: [],
    attempts: {},
    signals: [],
    settled: false,
    problem: null,
    ...part,
  },
});

const running = [aNodeRow({ nodeId: "n0", phase: "running" }), aNodeRow({ nodeId: "n1", phase: "queued" })];
const away = { code: "unavailable" as const, message: "FlyteAdmin is away", requestId: null };

describe("LiveSubscription", () => {
  it("shows the snapshot and marks first data once", () => {
    const { host, marks, pass, last } = aHost();
    const live = new LiveSubscription(host, () => {});
    live.connect();
    expect(live.getView().connection).toBe("connecting");
    last().send(snapshotOf(1, running));
    last().send(snapshotOf(2, running));
    pass(16);
    expect(live.getView().connection).toBe("live");
    expect(live.getView().state.snapshot?.nodes).toHaveLength(2);
    expect(marks.filter((mark) => mark === "contrail:first-data")).toHaveLength(1);
    expect(marks).toContain("contrail:event-applied");
  });

  it("tells listeners once for changes within a frame", () => {
    const { host, pass, last } = aHost();
    const live = new LiveSubscription(host, () => {});
    let told = 0;
    live.subscribe(() => {
      told += 1;
    });
    live.connect();
    last().send(snapshotOf(1, running));
    last().send({ type: "nodes", version: 2, nodes: [aNodeRow({ nodeId: "n0", phase: "succeeded" })] });
    pass(16);
    expect(told).toBe(1);
  });

  it("keeps its data when the stream is lost, comes back by itself and says what it missed", () => {
    const { host, pass, last, streams } = aHost();
    const live = new LiveSubscription(host, () => {});
    live.connect();
    last().send(snapshotOf(9, running));
    last().break();
    expect(live.getView()).toMatchObject({ connection: "lost", missed: null });
    expect(live.getView().staleSinceMs).not.toBeNull();
    expect(live.getView().state.snapshot?.nodes).toHaveLength(2);
    pass(42_000);
    expect(streams).toHaveLength(2);
    // A BFF that was restarted counts versions from the start: its snapshot still replaces what is held.
    last().send(
      snapshotOf(1, [aNodeRow({ nodeId: "n0", phase: "succeeded" }), aNodeRow({ nodeId: "n1", phase: "running" })]),
    );
    expect(live.getView().missed).toEqual({ awayMs: 42_000, changed: 2, ended: false });
    expect(live.getView().staleSinceMs).toBeNull();
    live.dismissMissed();
    expect(live.getView().missed).toBeNull();
  });

  it("believes the watcher of another stream when the tab that had the stream is gone", () => {
    const { host, last, streams } = aHost();
    const live = new LiveSubscription(host, () => {});
    live.connect();
    last().send(snapshotOf(9, running));
    last().restart();
    expect(live.getView()).toMatchObject({ connection: "live", staleSinceMs: null });
    last().send(snapshotOf(1, [aNodeRow({ nodeId: "n0", phase: "succeeded" })]));
    last().send(snapshotOf(0, running));
    expect(live.getView().state.snapshot?.nodes.map(({ phase }) => phase)).toEqual(["succeeded"]);
    expect(streams).toHaveLength(1);
  });

  it("says what changed while Flyte did not answer, also when the facts come after the all-clear", () => {
    const { host, pass, last } = aHost();
    const live = new LiveSubscription(host, () => {});
    live.connect();
    last().send(snapshotOf(1, running));
    last().send({ type: "problem", version: 2, problem: away });
    expect(live.getView().staleSinceMs).not.toBeNull();
    pass(10_000);
    last().send({ type: "problem", version: 3, problem: null });
    expect(live.getView().missed).toEqual({ awayMs: 10_000, changed: 0, ended: false });
    pass(1_000);
    last().send({ type: "nodes", version: 4, nodes: [aNodeRow({ nodeId: "n0", phase: "failed" })] });
    expect(live.getView().missed).toEqual({ awayMs: 10_000, changed: 1, ended: false });
  });

  it("does not nag about a short gap in which nothing changed", () => {
    const { host, pass, last } = aHost();
    const live = new LiveSubscription(host, () => {});
    live.connect();
    last().send(snapshotOf(1, running));
    last().break();
    pass(600);
    last().send(snapshotOf(1, running));
    expect(live.getView().missed).toBeNull();
  });

  it("hangs up once the execution is settled and does not come back", () => {
    const { host, pass, last, streams } = aHost();
    const live = new LiveSubscription(host, () => {});
    live.connect();
    const first = last();
    first.send(snapshotOf(1, running, { settled: true }));
    expect(first.closed).toBe(true);
    pass(60_000);
    expect(streams).toHaveLength(1);
  });
});

describe("retryDelayMs", () => {
  it("grows and is bounded", () => {
    expect(retryDelayMs(1, 0.5)).toBe(500);
    expect(retryDelayMs(3, 0.5)).toBe(2_000);
    expect(retryDelayMs(50, 1)).toBeLessThanOrEqual(18_750);
  });
});
