import { ContrailError } from "@/lib/core/errors";
import type { NodeRow } from "@/lib/core/node";
import type { Page } from "@/lib/core/page";
import { executionKey } from "@/lib/core/refs";
import type { NodeListQuery } from "@/lib/server/backend";
import { FakeBackend, nodeKey } from "./fake-backend";
import type { LeapingClock } from "./leaping-clock";
import type { Moment } from "./moments";

/** What goes wrong on the way, drawn anew for each run of the property. */
export type Weather = {
  seed: number;
  /** Of calls that fail. */
  failing: number;
  /** Of answers that are of an earlier moment, by up to so many frames. */
  stale: number;
  /** Of rows that an answer leaves out. */
  losing: number;
  /** How much faster than recorded the run goes by. */
  speed: number;
};

/** A Flyte that goes through the recorded states by the clock; once the run has been over for a while it is honest. */
export class ReplayedFlyte extends FakeBackend {
  private shown = 0;
  private random: () => number;

  constructor(
    private readonly moments: Moment[],
    private readonly clock: LeapingClock,
    private readonly weather: Weather,
  ) {
    super();
    this.random = randomOf(weather.seed);
    const startMs = clock.now();
    clock.onLeap = (nowMs) => this.showAt((nowMs - startMs) * weather.speed);
    this.showAt(moments[0]?.atMs ?? 0);
    this.failWith = () =>
      this.random() < weather.failing ? new ContrailError("unavailable", "Flyte does not answer.") : null;
  }

  get last(): Moment {
    const moment = this.moments.at(-1);
    if (moment === undefined) throw new Error("the timeline is empty");
    return moment;
  }

  private showAt(atMs: number): void {
    this.shown = Math.max(
      this.shown,
      this.moments.findLastIndex((moment) => moment.atMs <= atMs),
    );
    this.show(this.shown);
  }

  private isOver(): boolean {
    return this.shown === this.moments.length - 1;
  }

  private show(index: number): void {
    const moment = this.moments[Math.max(0, index)];
    if (moment === undefined) return;
    this.add(moment.execution, [...moment.rows.values()]);
    this.world.signals.set(executionKey(moment.execution.ref), [...moment.signals.values()]);
    for (const [nodeId, attempts] of moment.attempts)
      this.world.attempts.set(nodeKey({ execution: moment.execution.ref, nodeId }), attempts);
  }

  override async listNodes(query: NodeListQuery): Promise<Page<NodeRow>> {
    if (this.isOver()) return super.listNodes(query);
    const isStale = this.random() < this.weather.stale;
    if (isStale) this.show(this.shown - Math.floor(this.random() * 5));
    try {
      const page = await super.listNodes(query);
      return { ...page, items: page.items.filter(() => this.random() >= this.weather.losing) };
    } finally {
      if (isStale) this.show(this.shown);
    }
  }
}

/** A linear congruential generator: the weather repeats with its seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
