import "server-only";
import type { LiveEvent } from "@/lib/core/live/types";
import type { SnapshotEvent } from "./held-state";

/** Events a slow browser may fall behind; then it gets the state as a whole instead of what it missed. */
const MAX_BACKLOG = 200;

/** What one browser looks at. */
export type LookedAt = { parents: readonly string[]; nodes: readonly string[]; hidden: boolean };

/** One browser's end of a watcher. Its queue is bounded: an overflow turns into a new snapshot. */
export class Subscription {
  looked: LookedAt = { parents: [], nodes: [], hidden: false };
  private queue: LiveEvent[] = [];
  private needsSnapshot = true;
  private closed = false;
  private wake: (() => void) | null = null;

  constructor(
    readonly id: string,
    private readonly snapshot: () => SnapshotEvent | null,
    private readonly onClose: (self: Subscription) => void,
  ) {}

  push(event: LiveEvent): void {
    if (this.closed) return;
    this.queue.push(event);
    if (this.queue.length > MAX_BACKLOG) {
      this.queue = [];
      this.needsSnapshot = true;
    }
    this.wakeUp();
  }

  /** The next fact; null once closed. One reader at a time. */
  async next(): Promise<LiveEvent | null> {
    for (;;) {
      if (this.closed) return null;
      const event = this.take();
      if (event !== null) return event;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.queue = [];
    this.wakeUp();
    this.onClose(this);
  }

  private take(): LiveEvent | null {
    if (!this.needsSnapshot) return this.queue.shift() ?? null;
    const snapshot = this.snapshot();
    if (snapshot === null) {
      // Nothing is known yet: only why.
      const problem = this.queue.findLast((event) => event.type === "problem") ?? null;
      this.queue = [];
      return problem;
    }
    this.queue = [];
    this.needsSnapshot = false;
    return snapshot;
  }

  private wakeUp(): void {
    this.wake?.();
    this.wake = null;
  }
}
