import { describe, expect, it } from "vitest";
import type { Focus } from "@/lib/contract/live";
import type { LiveSnapshot } from "@/lib/core/live/types";
import { anExecution } from "@/lib/testing/builders";
import type { EventStream } from "../live/live-stream";
import type { Channel, Locks } from "./share-host";
import { type SharedLive, shareLive } from "./share-live";

const snapshotOf = (version: number): LiveSnapshot => ({
  version,
  execution: anExecution(),
  asOfMs: 0,
  nodes: [],
  levels: [],
  attempts: {},
  signals: [],
  settled: false,
  problem: null,
});

type Source = { stream: EventStream; say(type: string, data?: unknown): void; closed: boolean; tab: string };
type Tab = {
  live: SharedLive;
  stream: EventStream;
  heard: string[];
  posts: Focus[];
  holds(snapshot: LiveSnapshot): void;
  close(): void;
};

/** A browser whose tabs, locks, channels and clock are moved by hand; messages arrive in order, after the call. */
function aBrowser({ canShare = true } = {}) {
  let nowMs = 0;
  let timers: { atMs: number; work: () => void }[] = [];
  let channels: { tell(message: unknown): void; mute: boolean }[] = [];
  const sources: Source[] = [];
  const queue: { work: () => Promise<void>; signal: AbortSignal }[] = [];
  let isHeld = false;

  const grant = async (): Promise<void> => {
    await Promise.resolve();
    const next = isHeld ? undefined : queue.shift();
    if (next === undefined) return;
    if (next.signal.aborted) return grant();
    isHeld = true;
    await next.work();
    isHeld = false;
    await grant();
  };
  const locks: Locks = {
    request: async (_name, { signal }, work) => {
      queue.push({ work, signal });
      void grant();
    },
  };
  const channel = (): Channel => {
    const own = { listeners: [] as ((event: { data: unknown }) => void)[] };
    const end = {
      mute: false,
      tell: (message: unknown) => {
        for (const listener of own.listeners) listener({ data: message });
      },
    };
    channels.push(end);
    return {
      postMessage: (message) => {
        const data: unknown = structuredClone(message);
        for (const other of channels)
          if (other !== end && !end.mute && !other.mute) queueMicrotask(() => other.tell(data));
      },
      addEventListener: (_type, listener) => void own.listeners.push(listener),
      close: () => {
        channels = channels.filter((other) => other !== end);
      },
    };
  };
  const openSource = (tab: string): EventStream => {
    const listeners: { type: string; listener: (event: MessageEvent<string>) => void }[] = [];
    const source: Source = {
      tab,
      closed: false,
      say: (type, data = "") => {
        const event = new MessageEvent(type, { data: typeof data === "string" ? data : JSON.stringify(data) });
        for (const each of listeners) if (each.type === type) each.listener(event);
      },
      stream: {
        addEventListener: (type, listener) => void listeners.push({ type, listener }),
        close: () => {
          source.closed = true;
        },
      },
    };
    sources.push(source);
    return source.stream;
  };

  const tab = (name: string): Tab => {
    let held: LiveSnapshot | null = null;
    const heard: string[] = [];
    const posts: Focus[] = [];
    const live = shareLive({
      tab: name,
      name: "run-1",
      openSource: () => openSource(name),
      postFocus: async (focus) => void posts.push(focus),
      snapshot: () => held,
      channel: () => (canShare ? channel() : null),
      locks: canShare ? locks : null,
      nowMs: () => nowMs,
      later: (work, delayMs) => {
        const timer = { atMs: nowMs + delayMs, work };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
    });
    const stream = live.open();
    for (const type of ["restart", "open", "error", "snapshot", "nodes"]) {
      stream.addEventListener(type, ({ data }) => heard.push(data === "" ? type : `${type} ${data}`));
    }
    return { live, stream, heard, posts, holds: (snapshot) => (held = snapshot), close: () => stream.close() };
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  };
  const pass = async (ms: number): Promise<void> => {
    for (const endMs = nowMs + ms; ; ) {
      const next = timers.filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      nowMs = next?.atMs ?? endMs;
      if (next === undefined) break;
      timers = timers.filter((other) => other !== next);
      next.work();
      await settle();
    }
  };
  const open = () => sources.filter(({ closed }) => !closed);
  /** The page of the leader is frozen: its lock is held, and it neither hears nor says anything. */
  const freeze = (at: number): void => {
    const end = channels[at];
    if (end !== undefined) end.mute = true;
  };
  return { tab, settle, pass, open, sources, freeze };
}

const only = (sources: Source[]): Source => {
  expect(sources).toHaveLength(1);
  const [source] = sources;
  if (source === undefined) throw new Error("no stream is open");
  return source;
};

const focusOf = (subscriber: string, part: Partial<Focus> = {}): Focus => ({
  subscriber,
  parents: [],
  nodes: [],
  hidden: false,
  ...part,
});

describe("shareLive", () => {
  it("opens one stream for two tabs and gives both each event as it came", async () => {
    const browser = aBrowser();
    const [a, b] = [browser.tab("a"), browser.tab("b")];
    await browser.settle();
    const source = only(browser.open());
    source.say("open");
    source.say("snapshot", "S1");
    source.say("nodes", "N2");
    await browser.settle();
    expect(a.heard).toEqual(["open", "snapshot S1", "nodes N2"]);
    expect(b.heard).toEqual(a.heard);
    await browser.pass(20_000);
    expect(browser.sources).toHaveLength(1);
  });

  it("waits with the leader for a server that is slow to answer", async () => {
    const browser = aBrowser();
    browser.tab("a");
    const b = browser.tab("b");
    await browser.pass(15_000);
    only(browser.open()).say("open");
    only(browser.open()).say("snapshot", "S1");
    await browser.settle();
    expect(b.heard).toEqual(["open", "snapshot S1"]);
  });

  it("gives who comes later what the leader holds, then what follows", async () => {
    const browser = aBrowser();
    const a = browser.tab("a");
    await browser.settle();
    const source = only(browser.open());
    source.say("open");
    source.say("snapshot", "S1");
    a.holds(snapshotOf(7));
    const late = browser.tab("late");
    await browser.settle();
    source.say("nodes", "N8");
    await browser.settle();
    expect(late.heard).toEqual([
      "open",
      `snapshot ${JSON.stringify({ type: "snapshot", snapshot: snapshotOf(7) })}`,
      "nodes N8",
    ]);
  });

  it("does not give what the leader held before its stream was lost", async () => {
    const browser = aBrowser();
    const a = browser.tab("a");
    await browser.settle();
    a.holds(snapshotOf(7));
    only(browser.open()).say("open");
    const late = browser.tab("late");
    await browser.settle();
    expect(late.heard).toEqual(["open"]);
  });

  it("lets a follower take over when the leader closes, and says that another stream begins", async () => {
    const browser = aBrowser();
    const [a, b, c] = [browser.tab("a"), browser.tab("b"), browser.tab("c")];
    await browser.settle();
    only(browser.open()).say("open");
    only(browser.open()).say("snapshot", "S1");
    await browser.settle();
    a.close();
    await browser.settle();
    const source = only(browser.open());
    expect(source.tab).toBe("b");
    source.say("open");
    source.say("snapshot", "S9");
    source.say("nodes", "N9");
    await browser.settle();
    const after = ["open", "snapshot S1", "restart", "open", "snapshot S9", "nodes N9"];
    expect(b.heard).toEqual(after);
    expect(c.heard).toEqual(after);
    expect(a.heard).toEqual(["open", "snapshot S1"]);
    b.close();
    c.close();
    await browser.settle();
    expect(browser.open()).toEqual([]);
  });

  it("passes an event on before it is applied here, as applying may close the stream", async () => {
    const browser = aBrowser();
    const [a, b] = [browser.tab("a"), browser.tab("b")];
    await browser.settle();
    a.stream.addEventListener("nodes", () => a.close());
    const source = only(browser.open());
    source.say("open");
    source.say("snapshot", "S1");
    source.say("nodes", "LAST");
    await browser.settle();
    expect(b.heard.slice(0, 3)).toEqual(["open", "snapshot S1", "nodes LAST"]);
  });

  it("opens a stream of its own when the leader does not answer, or falls silent", async () => {
    const browser = aBrowser();
    const [a, b] = [browser.tab("a"), browser.tab("b")];
    await browser.settle();
    only(browser.open()).say("open");
    only(browser.open()).say("snapshot", "S1");
    await browser.settle();
    browser.freeze(0);
    const late = browser.tab("late");
    await browser.pass(2_100);
    expect(browser.open().map(({ tab }) => tab)).toEqual(["a", "late"]);
    await browser.pass(60_000);
    expect(browser.open().map(({ tab }) => tab)).toEqual(["a", "late", "b"]);
    expect(b.heard.at(-1)).toBe("restart");
    for (const each of browser.open().slice(1)) {
      each.say("open");
      each.say("snapshot", "S5");
    }
    expect(late.heard).toEqual(["open", "snapshot S5"]);
    expect(b.heard.slice(-2)).toEqual(["open", "snapshot S5"]);
    expect(a.heard).toEqual(["open", "snapshot S1"]);
  });

  it("works without locks and channels as if there were no other tab", async () => {
    const browser = aBrowser({ canShare: false });
    const [a, b] = [browser.tab("a"), browser.tab("b")];
    expect(browser.open()).toHaveLength(2);
    for (const source of browser.open()) {
      source.say("open");
      source.say("snapshot", source.tab);
    }
    expect(a.heard).toEqual(["open", "snapshot a"]);
    expect(b.heard).toEqual(["open", "snapshot b"]);
    await a.live.post(focusOf("a", { nodes: ["n0"] }));
    expect(a.posts).toEqual([focusOf("a", { nodes: ["n0"] })]);
  });
});

describe("the focus of all tabs", () => {
  it("is the union under the leader's name, hidden only when all are, and shrinks when a tab goes", async () => {
    const browser = aBrowser();
    const [a, b] = [browser.tab("a"), browser.tab("b")];
    await browser.settle();
    only(browser.open()).say("open");
    await browser.settle();
    await a.live.post(focusOf("a", { parents: ["p0"], hidden: true }));
    await b.live.post(focusOf("b", { parents: ["p0", "p1"], nodes: ["n1"] }));
    await browser.settle();
    expect(a.posts.at(-1)).toEqual(focusOf("a", { parents: ["p0", "p1"], nodes: ["n1"], hidden: false }));
    await b.live.post(focusOf("b", { hidden: true }));
    await browser.settle();
    expect(a.posts.at(-1)).toEqual(focusOf("a", { parents: ["p0"], hidden: true }));
    await b.live.post(focusOf("b"));
    await browser.settle();
    b.close();
    await browser.settle();
    expect(a.posts.at(-1)?.hidden).toBe(true);
    expect(b.posts).toEqual([]);
  });

  it("forgets a tab that crashed, and keeps one that repeats itself", async () => {
    const browser = aBrowser();
    const [a, b, c] = [browser.tab("a"), browser.tab("b"), browser.tab("c")];
    await browser.settle();
    const source = only(browser.open());
    source.say("open");
    await browser.settle();
    await a.live.post(focusOf("a"));
    await b.live.post(focusOf("b", { nodes: ["nb"] }));
    await c.live.post(focusOf("c", { nodes: ["nc"] }));
    await browser.settle();
    expect(a.posts.at(-1)?.nodes).toEqual(["nb", "nc"]);
    browser.freeze(1);
    for (let round = 0; round < 20; round += 1) {
      source.say("nodes", "N");
      await browser.pass(10_000);
    }
    expect(a.posts.at(-1)?.nodes).toEqual(["nc"]);
  });

  it("stays within the bounds of the BFF, what this tab looks at first", async () => {
    const browser = aBrowser();
    const [a, b] = [browser.tab("a"), browser.tab("b")];
    await browser.settle();
    const ids = (from: string, count: number) => Array.from({ length: count }, (_, at) => `${from}${at}`);
    await b.live.post(focusOf("b", { parents: ids("b", 200), nodes: ids("b", 20) }));
    await a.live.post(focusOf("a", { parents: ids("a", 150), nodes: ids("a", 15) }));
    await browser.settle();
    const last = a.posts.at(-1);
    expect(last?.parents).toHaveLength(200);
    expect(last?.nodes).toHaveLength(20);
    expect(last?.nodes.slice(0, 15)).toEqual(ids("a", 15));
  });
});
