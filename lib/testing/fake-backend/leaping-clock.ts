import type { Clock } from "@/lib/server/live/clock";

/** A clock on which sleeping takes no real time: time leaps to the end of each sleep, one sleeper at a time. */
export class LeapingClock implements Clock {
  /** Called after each leap with the new time. */
  onLeap: (nowMs: number) => void = () => {};
  /** Called when someone goes to sleep: a tick is over. */
  onSleep: () => void = () => {};

  constructor(
    private nowMs = 1_000_000,
    readonly random: () => number = () => 0.5,
  ) {}

  now(): number {
    return this.nowMs;
  }

  async sleep(ms: number, wake: AbortSignal): Promise<void> {
    this.onSleep();
    // A real turn of the event loop lets readers of a stream run between two ticks.
    await new Promise((resolve) => setImmediate(resolve));
    if (wake.aborted) return;
    this.nowMs += ms;
    this.onLeap(this.nowMs);
  }
}
