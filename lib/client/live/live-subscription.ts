import { emptyLiveState, type LiveState, reduceLive } from "@/lib/core/live/reduce-live";
import type { LiveEvent } from "@/lib/core/live/types";
import { type EventStream, listenTo, retryDelayMs } from "./live-stream";
import type { LiveView } from "./live-view";
import { type Held, holdForLater, missedSince } from "./missed-while-away";

/** What the browser offers to a subscription; tests give clocks and streams of their own. */
export type LiveHost = {
  open(): EventStream;
  nowMs(): number;
  random(): number;
  later(work: () => void, delayMs: number): () => void;
  mark(name: string, detail?: Record<string, number>): void;
};

/** Changes within one frame are told together, so that all views repaint at once. */
const COALESCE_MS = 16;
/** How long after the return the count of what was missed may still grow: one round of the BFF over all levels. */
const CATCH_UP_MS = 6_000;
/** Shorter gaps than this are told only when something changed in them. */
const WORTH_TELLING_MS = 3_000;

/**
 * One stream of facts about one execution, whatever the number of components that watch it. It reconnects by itself,
 * keeps what it holds meanwhile, and says what changed while it was blind.
 */
export class LiveSubscription {
  private view: LiveView = {
    state: emptyLiveState,
    connection: "connecting",
    asOfMs: null,
    staleSinceMs: null,
    retryAtMs: null,
    missed: null,
  };
  private readonly listeners = new Set<() => void>();
  private stream: EventStream | null = null;
  private failures = 0;
  private cancelRetry: (() => void) | null = null;
  private cancelTell: (() => void) | null = null;
  private held: Held | null = null;
  private returnedMs: number | null = null;
  /** This browser's clock less the BFF's, from the freshest message so far. */
  private skewMs: number | null = null;
  private marked = false;
  private isFreshStream = true;

  constructor(
    private readonly host: LiveHost,
    private readonly onConnect: () => void,
  ) {}

  readonly getView = (): LiveView => this.view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  connect(): void {
    this.hangUp();
    const stream = this.host.open();
    this.stream = stream;
    this.isFreshStream = true;
    stream.addEventListener("open", () => this.opened());
    // Another tab that had the stream has closed: what follows is told by a watcher that counts anew.
    stream.addEventListener("restart", () => {
      this.isFreshStream = true;
    });
    stream.addEventListener("error", () => this.failed(stream));
    listenTo(stream, (event) => {
      if (this.stream === stream) this.take(event);
    });
  }

  isOpen(): boolean {
    return this.stream !== null || this.cancelRetry !== null;
  }

  /** Tries again at once instead of waiting for the next attempt. */
  retryNow(): void {
    if (this.cancelRetry !== null) this.connect();
  }

  /** Ends the stream and all timers; the view that is held stays readable. */
  close(): void {
    this.cancelTell?.();
    this.cancelTell = null;
    this.hangUp();
  }

  dismissMissed(): void {
    this.held = null;
    this.returnedMs = null;
    this.change({ missed: null });
  }

  private hangUp(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    this.stream?.close();
    this.stream = null;
  }

  private opened(): void {
    this.failures = 0;
    this.onConnect();
  }

  private failed(stream: EventStream): void {
    if (this.stream !== stream) return;
    stream.close();
    this.stream = null;
    if (this.isSettled()) return;
    this.failures += 1;
    const delayMs = retryDelayMs(this.failures, this.host.random());
    this.cancelRetry = this.host.later(() => this.connect(), delayMs);
    this.goBlind();
    this.change({ connection: "lost", retryAtMs: this.host.nowMs() + delayMs });
  }

  private take(event: LiveEvent): void {
    const state = reduceLive(this.baseFor(event), event);
    this.learnClock(event);
    const blind = (state.problem?.value ?? null) !== null;
    if (blind) this.goBlind();
    const next: Partial<LiveView> = { state, connection: "live", retryAtMs: null, asOfMs: this.asOf(state) };
    if (!blind) next.staleSinceMs = null;
    this.change({ ...next, ...(blind ? {} : this.catchUp(state)) });
    if (state.snapshot?.settled === true) this.hangUp();
    this.markFirst(state);
  }

  /** A BFF that was restarted counts its versions anew, so the first snapshot of a stream replaces all that is held. */
  private baseFor(event: LiveEvent): LiveState {
    if (event.type !== "snapshot" || !this.isFreshStream) return this.view.state;
    this.isFreshStream = false;
    return emptyLiveState;
  }

  private goBlind(): void {
    this.returnedMs = null;
    if (this.view.staleSinceMs === null) this.change({ staleSinceMs: this.host.nowMs() });
    const { snapshot } = this.view.state;
    if (this.held === null && snapshot !== null) this.held = holdForLater(snapshot, this.host.nowMs());
  }

  private catchUp(state: LiveState): Partial<LiveView> {
    if (this.held === null || state.snapshot === null) return {};
    const nowMs = this.host.nowMs();
    this.returnedMs ??= nowMs;
    const missed = missedSince(this.held, state.snapshot, this.returnedMs - this.held.sinceMs);
    if (nowMs - this.returnedMs > CATCH_UP_MS) this.held = null;
    if (missed.awayMs < WORTH_TELLING_MS && missed.changed === 0) return {};
    return { missed };
  }

  /** Only facts that were just read tell the clocks apart; a snapshot may be old. */
  private learnClock(event: LiveEvent): void {
    if (event.type !== "fresh" && event.type !== "execution") return;
    const skewMs = this.host.nowMs() - event.asOfMs;
    this.skewMs = this.skewMs === null ? skewMs : Math.min(this.skewMs, skewMs);
  }

  private asOf(state: LiveState): number | null {
    if (state.snapshot === null) return null;
    return Math.min(this.host.nowMs(), state.snapshot.asOfMs + (this.skewMs ?? 0));
  }

  private isSettled(): boolean {
    return this.view.state.snapshot?.settled === true;
  }

  private change(part: Partial<LiveView>): void {
    this.view = { ...this.view, ...part };
    this.cancelTell ??= this.host.later(() => this.tell(), COALESCE_MS);
  }

  private tell(): void {
    this.cancelTell = null;
    for (const listener of this.listeners) listener();
    const { snapshot } = this.view.state;
    if (snapshot !== null) this.host.mark("contrail:event-applied", { version: snapshot.version });
  }

  private markFirst(state: LiveState): void {
    if (this.marked || state.snapshot === null) return;
    this.marked = true;
    this.host.mark("contrail:first-data");
  }
}
