import type { TreeNode } from "@/lib/core/graph/tree";
import { areSameFacts, collectFacts, type NodeFacts } from "./node-facts";

export type Marks = { selected: string | null; focused: string | null };

/**
 * Facts, selection and clock of one graph, with a subscription per node: hot state with many readers, of which an update
 * should wake only those whose node changed. Filled by the view, read by cards, canvas, minimap and outline.
 */
export class FactsStore {
  #facts: Map<string, NodeFacts>;
  #marks: Marks = { selected: null, focused: null };
  #nowMs = 0;
  readonly #ofNode = new Map<string, Set<() => void>>();
  readonly #ofAll = new Set<() => void>();
  readonly #ofClock = new Set<() => void>();

  constructor(tree: readonly TreeNode[]) {
    this.#facts = collectFacts(tree);
  }

  get = (path: string): NodeFacts | undefined => this.#facts.get(path);
  marks = (): Marks => this.#marks;
  nowMs = (): number => this.#nowMs;

  update(tree: readonly TreeNode[]): void {
    const next = collectFacts(tree);
    const changed: string[] = [];
    for (const [path, facts] of next) {
      const before = this.#facts.get(path);
      if (before !== undefined && areSameFacts(before, facts)) next.set(path, before);
      else changed.push(path);
    }
    const hasGone = next.size - changed.length < this.#facts.size;
    this.#facts = next;
    this.#wake(changed, hasGone);
  }

  mark(marks: Partial<Marks>): void {
    const before = this.#marks;
    this.#marks = { ...before, ...marks };
    const touched = new Set<string>();
    for (const key of ["selected", "focused"] as const) {
      if (before[key] === this.#marks[key]) continue;
      for (const path of [before[key], this.#marks[key]]) if (path !== null) touched.add(path);
    }
    this.#wake([...touched], false);
  }

  tick(nowMs: number): void {
    if (nowMs === this.#nowMs) return;
    this.#nowMs = nowMs;
    for (const listener of this.#ofClock) listener();
  }

  subscribe(path: string, listener: () => void): () => void {
    const listeners = this.#ofNode.get(path) ?? new Set();
    this.#ofNode.set(path, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#ofNode.get(path) === listeners) this.#ofNode.delete(path);
    };
  }

  /** Told once for each update in which anything changed. */
  subscribeAll = (listener: () => void): (() => void) => {
    this.#ofAll.add(listener);
    return () => this.#ofAll.delete(listener);
  };

  subscribeClock = (listener: () => void): (() => void) => {
    this.#ofClock.add(listener);
    return () => this.#ofClock.delete(listener);
  };

  #wake(paths: readonly string[], hasGone: boolean): void {
    if (paths.length === 0 && !hasGone) return;
    for (const path of paths) this.#ofNode.get(path)?.forEach((listener) => listener());
    for (const listener of this.#ofAll) listener();
  }
}
