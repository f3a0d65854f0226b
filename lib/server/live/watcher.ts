import "server-only";
import { ContrailError } from "@/lib/core/errors";
import type { LiveEvent } from "@/lib/core/live/types";
import type { NodeRow } from "@/lib/core/node";
import { isTerminalNode } from "@/lib/core/phase";
import type { ExecutionRef } from "@/lib/core/refs";
import type { FlyteBackend } from "@/lib/server/backend";
import { toProblem } from "@/lib/server/http/problem";
import type { Clock } from "./clock";
import { HeldState } from "./held-state";
import { beginRead, type LevelState } from "./level";
import { MAX_CALLS_A_TICK, Pace } from "./pace";
import { areAttemptsOpen, areSignalsOpen, type Job, type Looked, planTick } from "./plan-tick";
import { Subscription } from "./subscription";

/** Rows a call may answer: about half a megabyte, far below the message limit. */
const PAGE_ROWS = 1_000;
/** Least time from tick to tick. */
const MIN_TICK_MS = 200;
/** A hint at the end of the execution holds this long. */
const DOUBT_MS = 6_000;
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
  private readonly pace: Pace;
  private readonly closing = new AbortController();
  private wake = new AbortController();
  private running: Promise<void> | null = null;
  private ticks = 0;
  private doubtUntilMs = 0;
  private lastTickMs = 0;
  /** Turns false when the server turns out to have no signals. */
  private canSignal: boolean;
  private tellStarted: (failure: unknown) => void = () => {};
  /** Ends once the execution was asked for: with what went wrong, or null. */
  readonly started = new Promise<unknown>((resolve) => {
    this.tellStarted = resolve;
  });

  constructor(
    private readonly ref: ExecutionRef,
    private readonly backend: FlyteBackend,
    private readonly clock: Clock,
  ) {
    this.canSignal = backend.can.signals;
    this.held = new HeldState((event) => this.publish(event));
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
    if (inDoubt) this.doubtUntilMs = this.clock.now() + DOUBT_MS;
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
    const runningParents = this.runningParents();
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
      for (const result of await Promise.allSettled(batch.map((job) => this.perform(job))))
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
      executionInDoubt: this.clock.now() < this.doubtUntilMs,
      reserveElsewhere: this.ticks % ELSEWHERE_EVERY === 0,
      canSignal: this.canSignal,
    });
  }

  private perform(job: Job): Promise<void> {
    switch (job.kind) {
      case "execution":
        return this.readExecution();
      case "level":
        return this.readLevel(job.level);
      case "attempts":
        return this.readAttempts(job.nodeId);
      case "signals":
        return this.readSignals();
    }
  }

  private async readExecution(): Promise<void> {
    const asOfMs = this.clock.now();
    const execution = await this.backend.getExecution(this.ref, this.call());
    this.held.takeExecution(execution, asOfMs, this.clock.now());
  }

  private async readLevel(level: LevelState): Promise<void> {
    const read = beginRead(level, this.clock.now(), this.held.endedSeenMs !== null);
    try {
      const page = await this.backend.listNodes(
        {
          execution: this.ref,
          parentId: level.parentId,
          writtenSinceMs: read.sinceMs,
          limit: PAGE_ROWS,
          token: read.token,
        },
        this.call(),
      );
      level.failures = 0;
      const changed = this.held.takePage(level, read, page, this.clock.now());
      if (level.parentId === null && hintsAtEnd(changed, this.held.rowsOf(level)))
        this.doubtUntilMs = this.clock.now() + DOUBT_MS;
    } catch (error) {
      // Pages are offsets: after a pause the rest of a read may have moved, so it starts over.
      level.read = null;
      level.failures += 1;
      level.retryAtMs = this.clock.now() + Math.min(30_000, 500 * 2 ** level.failures);
      throw error;
    }
  }

  private async readAttempts(nodeId: string): Promise<void> {
    const asked = this.held.ask(this.clock.now());
    try {
      const attempts = await this.backend.listAttempts({ execution: this.ref, nodeId }, this.call());
      this.held.takeAttempts(nodeId, attempts, asked, this.clock.now());
    } catch (error) {
      if (!isTransient(error)) this.held.attemptFailures.set(nodeId, (this.held.attemptFailures.get(nodeId) ?? 0) + 1);
      throw error;
    }
  }

  private async readSignals(): Promise<void> {
    const asked = this.held.ask(this.clock.now());
    try {
      this.held.takeSignals(await this.backend.listSignals(this.ref, this.call()), asked, this.clock.now());
    } catch (error) {
      if (!(error instanceof ContrailError) || error.code !== "unsupported") throw error;
      this.canSignal = false;
    }
  }

  private call() {
    return { signal: this.closing.signal };
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

  private runningParents(): number {
    let count = 0;
    for (const id of this.held.levels.keys()) {
      const row = id === null ? undefined : this.held.rows.get(id);
      if (row !== undefined && !isTerminalNode(row.phase)) count += 1;
    }
    return count;
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
    if (this.canSignal && areSignalsOpen(this.held)) return false;
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

/** Flyte is away: says nothing of what was asked for. */
const isTransient = (error: unknown): boolean =>
  error instanceof ContrailError && (error.code === "unavailable" || error.code === "timeout");

/** Top-level rows by which an execution's own phase is about to change: its end node, a failure, or all have ended. */
function hintsAtEnd(changed: readonly NodeRow[], rows: readonly NodeRow[]): boolean {
  if (changed.length === 0) return false;
  const telling = changed.some((row) => row.specNodeId === "end-node" || FAILING.has(row.phase));
  return telling || rows.every((row) => isTerminalNode(row.phase));
}

const FAILING: ReadonlySet<string> = new Set(["failing", "failed", "aborted", "timed_out"]);
