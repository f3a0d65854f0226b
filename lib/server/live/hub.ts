import "server-only";
import type { Focus } from "@/lib/contract/live";
import { ContrailError, type ProblemCode } from "@/lib/core/errors";
import type { Attempt } from "@/lib/core/node";
import { type ConnectionName, type ExecutionRef, executionKey, type NodeRef } from "@/lib/core/refs";
import type { FlyteBackend } from "@/lib/server/backend";
import { uncounted } from "@/lib/server/upstream";
import type { Clock } from "./clock";
import type { Subscription } from "./subscription";
import { Watcher } from "./watcher";

/** A reload or a second view finds its watcher again within this time; polling itself stops with the last browser. */
const GRACE_MS = 30_000;
/** What has settled costs nothing but memory. */
const SETTLED_KEPT_MS = 5 * 60_000;
const MAX_WATCHERS = 500;
/** A focus may arrive before its stream. */
const MAX_EARLY_FOCUS = 1_000;

const FRESH_MS = 6_000;

/** Failures that a later try will not heal: the browser is told at once instead of being kept waiting. */
const FINAL: ReadonlySet<ProblemCode> = new Set([
  "not_found",
  "forbidden",
  "unauthenticated",
  "invalid",
  "unsupported",
]);

/** All watchers of this process: one an execution that someone has open. */
export class Hub {
  private readonly watchers = new Map<string, Watcher>();
  private readonly earlyFocus = new Map<string, Focus>();

  constructor(
    private readonly backendOf: (connection: ConnectionName) => FlyteBackend,
    private readonly clock: Clock,
  ) {}

  /**
   * Joins the watcher of an execution, or starts it. Ends when Flyte was asked once: throws when it says that there is
   * nothing to watch; when it does not answer, the stream begins with that problem. Close the subscription after use.
   */
  async open(ref: ExecutionRef, subscriber: string): Promise<Subscription> {
    this.dropIdle();
    const watcher = uncounted(() => this.watcherOf(ref));
    const subscription = uncounted(() => watcher.subscribe(subscriber));
    const early = this.earlyFocus.get(subscriber);
    if (early !== undefined) this.look(watcher, subscription, early);
    const failure = await watcher.started;
    if (!(failure instanceof ContrailError) || !FINAL.has(failure.code) || watcher.held.execution !== null)
      return subscription;
    this.drop(ref, watcher);
    throw failure;
  }

  /** Tells what a browser looks at. One whose stream is not open yet is remembered. */
  focus(ref: ExecutionRef, focus: Focus): void {
    const watcher = this.watchers.get(executionKey(ref));
    const known = [...(watcher?.subscriptions ?? [])].find(({ id }) => id === focus.subscriber);
    this.rememberFocus(focus);
    if (watcher !== undefined && known !== undefined) this.look(watcher, known, focus);
  }

  /** The execution was acted on: its watcher, if any, asks at once. */
  poke(ref: ExecutionRef): void {
    const watcher = this.watchers.get(executionKey(ref));
    if (watcher !== undefined) uncounted(() => watcher.poke(true));
  }

  /** Attempts of a node as a watcher read them within the last seconds; null when none did. */
  freshAttempts(node: NodeRef): Attempt[] | null {
    const held = this.watchers.get(executionKey(node.execution))?.held.attempts.get(node.nodeId);
    return held !== undefined && this.clock.now() - held.asOfMs < FRESH_MS ? held.attempts : null;
  }

  private look(watcher: Watcher, subscription: Subscription, { parents, nodes, hidden }: Focus): void {
    subscription.looked = { parents, nodes, hidden };
    if (!hidden) uncounted(() => watcher.poke());
  }

  private rememberFocus(focus: Focus): void {
    this.earlyFocus.delete(focus.subscriber);
    this.earlyFocus.set(focus.subscriber, focus);
    const oldest = this.earlyFocus.keys().next().value;
    if (this.earlyFocus.size > MAX_EARLY_FOCUS && oldest !== undefined) this.earlyFocus.delete(oldest);
  }

  private watcherOf(ref: ExecutionRef): Watcher {
    const key = executionKey(ref);
    const known = this.watchers.get(key);
    if (known !== undefined) return known;
    if (this.watchers.size >= MAX_WATCHERS) this.dropLongestIdle();
    if (this.watchers.size >= MAX_WATCHERS)
      throw new ContrailError("unavailable", "Too many executions are watched at once; try again later.");
    const watcher = new Watcher(ref, this.backendOf(ref.connection), this.clock);
    this.watchers.set(key, watcher);
    return watcher;
  }

  private drop(ref: ExecutionRef, watcher: Watcher): void {
    watcher.close();
    this.watchers.delete(executionKey(ref));
  }

  private dropLongestIdle(): void {
    const idle = [...this.watchers].filter(([, watcher]) => watcher.idleSinceMs !== null);
    idle.sort(([, a], [, b]) => (a.idleSinceMs ?? 0) - (b.idleSinceMs ?? 0));
    for (const [key, watcher] of idle.slice(0, 1)) {
      watcher.close();
      this.watchers.delete(key);
    }
  }

  private dropIdle(): void {
    const nowMs = this.clock.now();
    for (const [key, watcher] of this.watchers) {
      const keptMs = watcher.held.settled ? SETTLED_KEPT_MS : GRACE_MS;
      if (watcher.idleSinceMs === null || nowMs - watcher.idleSinceMs < keptMs) continue;
      watcher.close();
      this.watchers.delete(key);
    }
  }
}
