import type { Focus } from "@/lib/contract/live";

/** The bounds of the BFF's focus (lib/contract/live). */
const MAX_PARENTS = 200;
const MAX_NODES = 20;
/** Followers repeat their focus every 45 s, and timers of hidden tabs may come a minute late. */
const EXPIRES_MS = 150_000;

/** What the other tabs look at, as they last said. */
export class TabFocus {
  private readonly tabs = new Map<string, { focus: Focus; heardMs: number }>();

  hear(tab: string, focus: Focus, nowMs: number): void {
    this.tabs.set(tab, { focus, heardMs: nowMs });
  }

  /** Answers whether the tab was known. */
  forget(tab: string): boolean {
    return this.tabs.delete(tab);
  }

  /** Drops tabs that were not heard of for long; answers whether there were any. */
  expire(nowMs: number): boolean {
    const before = this.tabs.size;
    for (const [tab, { heardMs }] of this.tabs) if (nowMs - heardMs > EXPIRES_MS) this.tabs.delete(tab);
    return this.tabs.size < before;
  }

  /** The focus of all tabs in one, within the bounds: `own` first, then visible tabs, then hidden ones. */
  unite(own: Focus): Focus {
    const others = [...this.tabs.values()].map(({ focus }) => focus);
    const all = [own, ...others.filter(({ hidden }) => !hidden), ...others.filter(({ hidden }) => hidden)];
    return {
      subscriber: own.subscriber,
      parents: [...new Set(all.flatMap(({ parents }) => parents))].slice(0, MAX_PARENTS),
      nodes: [...new Set(all.flatMap(({ nodes }) => nodes))].slice(0, MAX_NODES),
      hidden: all.every(({ hidden }) => hidden),
    };
  }
}
