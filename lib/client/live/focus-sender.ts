import type { Focus } from "@/lib/contract/live";

/** Selecting a node or opening a group is told at once to the eye, and to the BFF when the hand rests. */
const REST_MS = 120;
const MAX_PARENTS = 200;
const MAX_NODES = 20;

export type LookedAt = { parents: readonly string[]; nodes: readonly string[] };

/**
 * Tells the BFF what this tab looks at. A post that fails is not repeated by itself: the next connect or change sends
 * the whole focus again.
 */
export class FocusSender {
  private lookedAt: LookedAt = { parents: [], nodes: [] };
  private hidden = false;
  private sent = "";
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly subscriber: string,
    private readonly post: (focus: Focus) => Promise<unknown>,
  ) {}

  look(at: LookedAt): void {
    this.lookedAt = at;
    this.schedule();
  }

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    this.schedule();
  }

  /** After a reconnect the BFF knows nothing of this subscriber. */
  forget(): void {
    this.sent = "";
    this.schedule();
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private schedule(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), REST_MS);
  }

  private async send(): Promise<void> {
    this.timer = null;
    const focus: Focus = {
      subscriber: this.subscriber,
      parents: this.lookedAt.parents.slice(0, MAX_PARENTS),
      nodes: this.lookedAt.nodes.slice(0, MAX_NODES),
      hidden: this.hidden,
    };
    const text = JSON.stringify(focus);
    if (text === this.sent) return;
    this.sent = text;
    try {
      await this.post(focus);
    } catch {
      this.sent = "";
    }
  }
}
