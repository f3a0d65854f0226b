import type { Focus } from "@/lib/contract/live";
import type { EventStream } from "../live/live-stream";
import { isMessage, type Message } from "./message";
import type { Channel, Locks, ShareHost } from "./share-host";
import { TabFocus } from "./tab-focus";

type Listener = (event: MessageEvent<string>) => void;
type Unsent = Message extends infer M ? (M extends { from: string } ? Omit<M, "from"> : never) : never;

/** How long a tab waits for the leader's answer before it opens a stream of its own. */
const WELCOME_MS = 2_000;
/** How often a tab looks whether all is well. */
const CHECK_MS = 10_000;
/** The BFF tells the age of its data every few seconds: longer silence means that the leader may be gone. */
const SILENCE_MS = 25_000;
const REPEAT_FOCUS_MS = 45_000;

/**
 * One opened stream of this tab. `waiting`: asks who leads; `following`: hears the leader; `leading`: has the real stream
 * and passes it on; `alone`: has a stream that nobody shares.
 */
export class SharedStream implements EventStream {
  private role: "waiting" | "following" | "leading" | "alone" | "closed" = "waiting";
  private readonly listeners = new Map<string, Listener[]>();
  private source: EventStream | null = null;
  private isOpen = false;
  private hasEvents = false;
  /** Whether this follower holds a snapshot of the leader's stream, or is about to hear one. */
  private hasJoined = false;
  /** Whether this tab was ever given events, so that those of another stream must be told apart. */
  private wasGiven = false;
  private readonly heard = new Set<string>();
  private heardMs: number;
  private toldFocusMs: number;
  private focus: Focus;
  private readonly others = new TabFocus();
  private readonly channel: Channel | null;
  private readonly giveUpLock = new AbortController();
  private releaseLock: (() => void) | null = null;
  private cancelDeadline: (() => void) | null = null;
  private cancelCheck: (() => void) | null = null;

  constructor(
    private readonly host: ShareHost,
    focus: Focus,
  ) {
    this.focus = focus;
    this.heardMs = host.nowMs();
    this.toldFocusMs = host.nowMs();
    this.channel = host.locks === null ? null : host.channel(channelName(host.name));
    if (this.channel === null || host.locks === null) this.goAlone();
    else this.join(this.channel, host.locks);
  }

  addEventListener(type: string, listener: Listener): void {
    const known = this.listeners.get(type);
    this.listeners.set(type, [...(known ?? []), listener]);
    if (this.source !== null) this.hear(this.source, type);
  }

  close(): void {
    if (this.role === "following" || this.role === "waiting") this.tell({ kind: "bye" });
    this.role = "closed";
    this.cancelDeadline?.();
    this.cancelCheck?.();
    this.source?.close();
    this.channel?.close();
    this.giveUpLock.abort();
    this.releaseLock?.();
  }

  /** Says what this tab looks at, to the BFF or to the tab that has the stream. */
  async post(focus: Focus): Promise<void> {
    this.focus = focus;
    if (this.role === "leading") await this.host.postFocus(this.others.unite(focus));
    else if (this.role === "following" || this.role === "waiting") this.tellFocus();
    else await this.host.postFocus(focus);
  }

  private join(channel: Channel, locks: Locks): void {
    channel.addEventListener("message", ({ data }) => {
      if (isMessage(data) && data.from !== this.host.tab && this.role !== "closed") this.receive(data);
    });
    const held = (): Promise<void> =>
      new Promise((resolve) => {
        if (this.role === "closed") return resolve();
        this.releaseLock = resolve;
        this.lead();
      });
    locks.request(channelName(this.host.name), { signal: this.giveUpLock.signal }, held).catch(() => {
      // Given up on closing, or refused: then this tab follows or goes alone.
    });
    this.ask();
    this.scheduleCheck();
  }

  private ask(): void {
    this.tell({ kind: "hello" });
    this.cancelDeadline?.();
    this.cancelDeadline = this.host.later(() => {
      if (this.role === "waiting") this.goAlone();
    }, WELCOME_MS);
  }

  private lead(): void {
    const before = this.role;
    this.role = "leading";
    this.cancelDeadline?.();
    this.tell({ kind: "lead" });
    // Alone it has a stream already, which from now on is everyone's.
    if (before !== "alone") this.openSource();
  }

  private goAlone(): void {
    this.role = "alone";
    this.openSource();
  }

  private openSource(): void {
    if (this.wasGiven) this.dispatch("restart", "");
    const source = this.host.openSource();
    this.source = source;
    for (const type of new Set(["open", "error", ...this.listeners.keys()])) this.hear(source, type);
  }

  private hear(source: EventStream, type: string): void {
    if (type === "restart" || this.heard.has(type)) return;
    this.heard.add(type);
    source.addEventListener(type, (event) => {
      if (this.source !== source || this.role === "closed") return;
      if (type === "open" || type === "error") this.isOpen = type === "open";
      this.hasEvents = this.isOpen && type !== "open";
      if (this.role === "leading" && type !== "error") {
        this.tell(type === "open" ? { kind: "open" } : { kind: "event", type, data: event.data });
      }
      this.dispatch(type, event.data);
    });
  }

  private receive(message: Message): void {
    if (this.role === "leading") this.answer(message);
    else if (this.role !== "alone") this.follow(message);
  }

  private answer(message: Message): void {
    const { from } = message;
    if (message.kind === "hello") {
      const snapshot = this.isOpen && this.hasEvents ? this.host.snapshot() : null;
      this.tell({ kind: "welcome", to: from, isOpen: this.isOpen, snapshot });
    } else if (message.kind === "focus") {
      this.others.hear(from, message.focus, this.host.nowMs());
      this.postUnion();
    } else if (message.kind === "bye" && this.others.forget(from)) {
      this.postUnion();
    }
  }

  private follow(message: Message): void {
    switch (message.kind) {
      case "lead":
        // Another stream than before: its events mean nothing until its snapshot is here.
        this.hasJoined = false;
        return this.ask();
      case "welcome":
        if (message.to !== this.host.tab) return;
        this.beWelcome();
        if (!message.isOpen) return;
        this.joinStream();
        if (message.snapshot === null) return;
        return this.dispatch("snapshot", JSON.stringify({ type: "snapshot", snapshot: message.snapshot }));
      case "open":
        this.beWelcome();
        return this.joinStream();
      case "event":
        this.heardMs = this.host.nowMs();
        return this.hasJoined ? this.dispatch(message.type, message.data) : undefined;
      case "hello":
      case "focus":
      case "bye":
        return undefined;
    }
  }

  private joinStream(): void {
    if (this.wasGiven) this.dispatch("restart", "");
    this.hasJoined = true;
    this.wasGiven = true;
    this.dispatch("open", "");
  }

  private beWelcome(): void {
    this.role = "following";
    this.heardMs = this.host.nowMs();
    this.cancelDeadline?.();
  }

  private scheduleCheck(): void {
    this.cancelCheck = this.host.later(() => {
      this.check(this.host.nowMs());
      this.scheduleCheck();
    }, CHECK_MS);
  }

  private check(nowMs: number): void {
    if (this.role === "leading" && this.others.expire(nowMs)) this.postUnion();
    if (this.role !== "following") return;
    if (nowMs - this.toldFocusMs >= REPEAT_FOCUS_MS) this.tellFocus();
    if (nowMs - this.heardMs < SILENCE_MS) return;
    this.role = "waiting";
    this.ask();
  }

  /** A post that fails is healed by the next change or repetition. */
  private postUnion(): void {
    this.host.postFocus(this.others.unite(this.focus)).catch(() => undefined);
  }

  private tellFocus(): void {
    this.toldFocusMs = this.host.nowMs();
    this.tell({ kind: "focus", focus: this.focus });
  }

  private tell(message: Unsent): void {
    this.channel?.postMessage({ ...message, from: this.host.tab });
  }

  private dispatch(type: string, data: string): void {
    for (const listener of this.listeners.get(type) ?? []) {
      // What one event does may close the stream: nothing of it is told after that.
      if (this.role !== "closed") listener(new MessageEvent(type, { data }));
    }
  }
}

/** The format of the messages is part of the name: tabs of two versions of the console do not meet. */
const channelName = (name: string): string => `contrail-live-1 ${name}`;
