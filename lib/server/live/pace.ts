import "server-only";

/** Calls of one tick, at most. */
export const MAX_CALLS_A_TICK = 4;
/** 111 calls a minute, and 8 saved up: no minute of a run of ordinary size has more than 120. */
const CALLS_A_SECOND = 1.85;
const MAX_SAVED_CALLS = 8;
/** With more running parents than this each is due too rarely; then every tick has its four calls. */
const MANY_PARENTS = 50;

const TICK_MS = 1_000;
const SLOWEST_TICK_MS = 5_000;
/** A run in which nothing changed this long is watched ever more slowly. */
const CALM_AFTER_MS = 10_000;
const CALM_GROWTH = 1.3;
/** The first reads of a run follow each other closely, so that a page is whole soon; only so many. */
const LOADING_TICK_MS = 250;
const LOADING_TICKS = 8;
const LONGEST_BACKOFF_MS = 5_000;

export type TickOutcome = {
  nowMs: number;
  /** All calls of the tick failed. */
  failed: boolean;
  lastChangeMs: number;
  /** Some level was never read. */
  loading: boolean;
  /** Some running parent waits for its turn, so that nothing changed is not known. */
  behind: boolean;
  /** Nobody has the page in sight. */
  hidden: boolean;
  sweeping: boolean;
};

/** How many calls a tick may make and when the next one is. */
export class Pace {
  private saved = MAX_CALLS_A_TICK;
  private refilledMs: number;
  private failures = 0;
  private loadingTicks = 0;
  private calmTickMs = TICK_MS;

  constructor(
    nowMs: number,
    private readonly random: () => number,
  ) {
    this.refilledMs = nowMs;
  }

  /** Calls that this tick may make; none when browsers asked for haste too often, a second later there are some. */
  budget(nowMs: number, runningParents: number, unbounded: boolean): number {
    this.saved = Math.min(MAX_SAVED_CALLS, this.saved + ((nowMs - this.refilledMs) / 1_000) * CALLS_A_SECOND);
    this.refilledMs = nowMs;
    if (unbounded || runningParents > MANY_PARENTS) return MAX_CALLS_A_TICK;
    return Math.min(MAX_CALLS_A_TICK, Math.floor(this.saved));
  }

  spent(calls: number): void {
    this.saved = Math.max(0, this.saved - calls);
  }

  /** Someone acted or came back: no more slowness. */
  hurry(): void {
    this.calmTickMs = TICK_MS;
    this.failures = 0;
  }

  /** Milliseconds until the next tick. */
  delayMs(outcome: TickOutcome): number {
    if (outcome.failed) return this.backoffMs();
    this.failures = 0;
    if (outcome.hidden) return SLOWEST_TICK_MS;
    if (outcome.loading && this.loadingTicks < LOADING_TICKS) {
      this.loadingTicks += 1;
      return LOADING_TICK_MS;
    }
    const busy = outcome.sweeping || outcome.loading || outcome.behind;
    const calm = !busy && outcome.nowMs - outcome.lastChangeMs > CALM_AFTER_MS;
    this.calmTickMs = calm ? Math.min(SLOWEST_TICK_MS, this.calmTickMs * CALM_GROWTH) : TICK_MS;
    return this.calmTickMs;
  }

  private backoffMs(): number {
    this.failures += 1;
    const full = Math.min(LONGEST_BACKOFF_MS, TICK_MS * 2 ** (this.failures - 1));
    return full * (0.5 + this.random() * 0.5);
  }
}
