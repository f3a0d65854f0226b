import "server-only";
import type { LiveEvent } from "@/lib/core/live/types";
import { isTerminalNode } from "@/lib/core/phase";
import type { ExecutionRef } from "@/lib/core/refs";
import type { FlyteBackend } from "@/lib/server/backend";
import { toProblem } from "@/lib/server/http/problem";
import type { Clock } from "./clock";
import { HeldState } from "./held-state";
import type { LevelState } from "./level";
import { MAX_CALLS_A_TICK, Pace } from "./pace";
import { areAttemptsOpen, areSignalsOpen, type Job, type Looked, planTick } from "./plan-tick";
import { Reader } from "./reader";
import { Subscription } from "./subscription";

/** Least time from tick to tick. */
const MIN_TICK_MS = 200;
/** A level unread for longer counts as waiting for its turn: the slowest tick and the turn of those elsewhere. */
const BEHIND_MS = 15_000;
/** Every so many ticks one call goes to what nobody looks at. */
const ELSEWHERE_EVERY = 3;

/**
 * Polls one execution for any number of browsers, while there are any, until it has ended and a last sweep agrees. Never
 * throws: a failure is a `problem` that all browsers are told, and the state is kept.
 */
export class Watcher {
  readonly subscriptions = new Set<Subscription>();
  readonly held: HeldState;
  /** When the last browser left, ms; null while one is here. */
  idleSinceMs: number | null;
  private readonly reader: Reader;
  private readonly pace: Pace;
  private readonly closing = new AbortController();
  private wake = new AbortController();
  private running: Promise<void> | null = null;
  private ticks = 0;
  private lastTickMs = 0;
  private tellStarted: (failure: unknown) => void = () => {};
  /** Ends once the execution was asked for: with what went wrong, or null. */
  readonly started = new Promise<unknown>((resolve) => {
    this.tellStarted = resolve;
  });

  constructor(
    ref: ExecutionRef,
    backend: FlyteBackend,
    private readonly clock: Clock,
  ) {
    this.held = new HeldState((event) => this.publish(event));
    this.reader = new Reader(ref, backend, clock, this.held, this.closing.signal);
    this.pace = new Pace(clock.now(), () => clock.random());
    this.idleSinceMs = clock.now();
  }

  subscribe(id: string): Subscription {
    const subscription = new Subscription(
      id,
      () => this.held.snapshot(),
      (closed) => this.leave(closed),
    );
    this.subscriptions.add(subscription);
    this.idleSinceMs = null;
    if (this.held.problem !== null && this.held.execution === null)
      subscription.push({ type: "problem", version: 0, problem: this.held.problem });
    this.poke();
    return subscription;
  }

  /** Asks again at once: someone acted, or looks at something else. */
  poke(inDoubt = false): void {
    if (inDoubt) this.reader.doubtExecution();
    this.pace.hurry();
    this.wake.abort();
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  close(): void {
    this.tellStarted(null);
    this.closing.abort();
    this.wake.abort();
    for (const subscription of this.subscriptions) subscription.close();
  }

  private async run(): Promise<void> {
    while (!this.closing.signal.aborted && this.subscriptions.size > 0 && this.hasWork()) {
      await this.keepDistance();
      this.wake = new AbortController();
      const delayMs = await this.tick();
      if (this.hasWork()) await this.clock.sleep(delayMs, this.wake.signal);
    }
  }

  /** However often browsers ask for haste, ticks keep a distance. */
  private async keepDistance(): Promise<void> {
    const restMs = this.lastTickMs + MIN_TICK_MS - this.clock.now();
    if (restMs > 0) await this.clock.sleep(restMs, this.closing.signal);
    this.lastTickMs = this.clock.now();
  }

  private hasWork(): boolean {
    if (!this.held.settled) return true;
    return [...this.looked().nodes].some((nodeId) => areAttemptsOpen(this.held, nodeId));
  }

  private async tick(): Promise<number> {
    const startedMs = this.clock.now();
    const runningParents = this.runningLevels().length;
    const unbounded = this.held.endedSeenMs !== null || this.isLoading();
    let budget = this.pace.budget(startedMs, runningParents, unbounded);
    const failures: unknown[] = [];
    const done = new Set<unknown>();
    let calls = 0;
    for (let round = 0; budget > 0 && round < MAX_CALLS_A_TICK; round++) {
      const jobs = this.plan(budget + done.size).filter((job) => !done.has(jobKey(job)));
      if (jobs.length === 0) break;
      const batch = jobs.slice(0, budget);
      for (const job of batch) done.add(jobKey(job));
      budget -= batch.length;
      calls += batch.length;
      for (const result of await Promise.allSettled(batch.map((job) => this.reader.perform(job))))
        if (result.status === "rejected") failures.push(result.reason);
      if (failures.length > 0) break;
    }
    this.pace.spent(calls);
    this.ticks += 1;
    return this.concludeTick(startedMs, calls, failures);
  }

  private concludeTick(startedMs: number, calls: number, failures: unknown[]): number {
    if (this.closing.signal.aborted) return 0;
    const failed = calls > 0 && failures.length === calls;
    if (failures.length > 0) this.held.takeProblem(toProblem(failures[0], null));
    else if (calls > 0 && !this.hasFailingLevel()) this.held.takeProblem(null);
    if (calls > failures.length) this.held.takeFreshness(startedMs);
    this.tellStarted(this.held.execution === null ? (failures[0] ?? null) : null);
    if (this.isSwept()) this.held.settle();
    return this.pace.delayMs({
      nowMs: this.clock.now(),
      failed,
      lastChangeMs: this.held.changedAtMs,
      loading: this.isLoading(),
      behind: this.isBehind(),
      hidden: [...this.subscriptions].every((one) => one.looked.hidden),
      sweeping: this.held.endedSeenMs !== null,
    });
  }

  private plan(budget: number): Job[] {
    const looked = this.looked();
    this.held.forgetAttempts(looked.nodes);
    return planTick({
      held: this.held,
      looked,
      nowMs: this.clock.now(),
      budget,
      executionInDoubt: this.reader.executionInDoubt,
      reserveElsewhere: this.ticks % ELSEWHERE_EVERY === 0,
      canSignal: this.reader.canSignal,
    });
  }

  private looked(): Looked {
    const parents = new Set<string>();
    const nodes = new Set<string>();
    for (const { looked } of this.subscriptions) {
      if (looked.hidden) continue;
      for (const id of looked.parents) parents.add(id);
      for (const id of looked.nodes) nodes.add(id);
    }
    return { parents, nodes };
  }

  /** Levels of parents that have begun and not ended. */
  private runningLevels(): LevelState[] {
    return [...this.held.levels.values()].filter(({ parentId }) => {
      const row = parentId === null ? undefined : this.held.rows.get(parentId);
      return row !== undefined && row.phase !== "queued" && !isTerminalNode(row.phase);
    });
  }

  private isBehind(): boolean {
    const nowMs = this.clock.now();
    return this.runningLevels().some((level) => nowMs - level.asOfMs > BEHIND_MS);
  }

  private isLoading(): boolean {
    return [...this.held.levels.values()].some((level) => !level.complete);
  }

  private hasFailingLevel(): boolean {
    return [...this.held.levels.values()].some((level) => level.failures > 0 && !level.agreed);
  }

  private isSwept(): boolean {
    if (this.held.endedSeenMs === null) return false;
    if ([...this.held.levels.values()].some((level) => !level.agreed)) return false;
    if (this.reader.canSignal && areSignalsOpen(this.held)) return false;
    return ![...this.looked().nodes].some((nodeId) => areAttemptsOpen(this.held, nodeId));
  }

  private publish(event: LiveEvent): void {
    for (const subscription of this.subscriptions) subscription.push(event);
  }

  private leave(subscription: Subscription): void {
    this.subscriptions.delete(subscription);
    if (this.subscriptions.size === 0) this.idleSinceMs = this.clock.now();
    // Without browsers the loop ends at once instead of at its next tick.
    if (this.subscriptions.size === 0) this.wake.abort();
  }
}

const jobKey = (job: Job): unknown =>
  job.kind === "level" ? job.level : job.kind === "attempts" ? `attempts ${job.nodeId}` : job.kind;
