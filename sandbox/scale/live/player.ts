import type { AdminContext } from "@/sandbox/admin/context";
import type { AdminPort } from "@/sandbox/contract";
import { now } from "@/sandbox/engine/flow/time";
import type { ScenarioOptions } from "@/sandbox/scale/options";
import type { PlannedRun } from "@/sandbox/scale/plan/plan";
import type { LogUri } from "@/sandbox/scale/rows/task-messages";
import { stamp } from "@/sandbox/scale/rows/times";
import { StepReporter } from "./events";
import { type Step, stepsOf } from "./steps";

const TICK_MS = 100;
/** A tick that took long is followed by a pause this many times as long, so that calls are answered. */
const PAUSE = 3;
const MOST_IN_TRANSACTION = 1_000;

type PlayOptions = Pick<ScenarioOptions, "rate" | "speed">;

/** Plays a planned run: its steps by their times or at a given rate, each committed together with how far it has come. */
export class Player {
  private readonly steps: Step[];
  private readonly reporter: StepReporter;
  private timer: NodeJS.Timeout | null = null;
  /** Planned times up to here are taken as they are. */
  private caughtUpMs = -1;
  private base = { atMs: 0, step: 0, plannedMs: 0 };

  constructor(
    private readonly context: AdminContext,
    port: AdminPort,
    private readonly run: PlannedRun,
    logUri: LogUri,
    private readonly options: PlayOptions,
    private done: number,
    /** Remembers how far the run has come, in the same transaction as the steps; all is done when `rest` is 0. */
    private readonly remember: (done: number, rest: number) => void,
    private readonly ended: () => void,
  ) {
    this.steps = stepsOf(run);
    this.reporter = new StepReporter(
      port,
      context.objects,
      run,
      logUri,
      ({ atMs }) => (atMs <= this.caughtUpMs ? stamp(run.createdAtMs + atMs) : now()),
      done,
    );
  }

  /** When, after the run's creation, the step at a share of all steps happens. */
  plannedMs(share: number): number {
    return (this.steps[Math.floor(share * this.steps.length)] ?? this.steps.at(-1))?.atMs ?? 0;
  }

  /** Reports the steps before `share` with the times that were planned for them. */
  catchUp(share: number): void {
    const until = Math.floor(share * this.steps.length);
    this.caughtUpMs = until === 0 ? -1 : (this.steps[until - 1]?.atMs ?? -1);
    while (this.done < until) this.play(until);
  }

  begin(): void {
    this.base = { atMs: performance.now(), step: this.done, plannedMs: this.steps[this.done]?.atMs ?? 0 };
    this.schedule(TICK_MS);
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private schedule(ms: number): void {
    this.timer = setTimeout(() => this.tick(), ms);
    this.timer.unref();
  }

  private tick(): void {
    const startedMs = performance.now();
    const due = this.due(startedMs - this.base.atMs);
    try {
      if (due > this.done) this.play(due);
    } catch (cause) {
      process.stderr.write(
        `scenario: ${this.run.id.name}: ${cause instanceof Error ? cause.message : String(cause)}\n`,
      );
      this.stop();
      return;
    }
    if (this.done === this.steps.length) this.ended();
    else this.schedule(Math.max(TICK_MS, PAUSE * (performance.now() - startedMs)));
  }

  /** How many steps should have happened after `passedMs`. */
  private due(passedMs: number): number {
    const { rate, speed } = this.options;
    const { step, plannedMs } = this.base;
    if (rate !== undefined) return Math.min(this.steps.length, step + Math.floor((passedMs * rate * speed) / 1_000));
    let due = this.done;
    while ((this.steps[due]?.atMs ?? Number.POSITIVE_INFINITY) <= plannedMs + passedMs * speed) due += 1;
    return due;
  }

  private play(until: number): void {
    const end = Math.min(until, this.done + MOST_IN_TRANSACTION);
    this.context.store.transaction(() => {
      let last: Step | undefined;
      for (; this.done < end; this.done += 1) {
        last = this.steps[this.done];
        if (last !== undefined) this.reporter.step(last);
      }
      if (last !== undefined) this.reporter.flushItems(last);
      this.remember(this.done, this.steps.length - this.done);
    });
  }
}
