import type { TreeNode } from "@/lib/core/graph/tree";
import { type Emphasis, NO_EMPHASIS } from "./emphasis/emphasis";
import type { Route } from "./geometry";
import { areSameFacts, collectFacts, type NodeFacts } from "./node-facts";

export type Marks = {
  selected: string | null;
  focused: string | null;
  /** The edge under the pointer, a route of the drawn geometry. */
  hovered: Route | null;
};

/** How one node is stressed beside its phase. */
export type Look = {
  isSelected: boolean;
  isFocused: boolean;
  isDim: boolean;
  isCurrentMatch: boolean;
  isCritical: boolean;
  slackMs: number | null;
};

/**
 * Facts, selection, emphasis and clock of one graph, with a subscription per node: hot state with many readers, of which an update
 * should wake only those whose node changed. Filled by the view, read by cards, canvas, minimap and outline.
 */
export class FactsStore {
  #facts: Map<string, NodeFacts>;
  #marks: Marks = { selected: null, focused: null, hovered: null };
  #emphasis: Emphasis = NO_EMPHASIS;
  #looks = new Map<string, Look>();
  #nowMs = 0;
  readonly #ofNode = new Map<string, Set<() => void>>();
  readonly #ofAll = new Set<() => void>();
  readonly #ofClock = new Set<() => void>();

  constructor(tree: readonly TreeNode[]) {
    this.#facts = collectFacts(tree);
  }

  get = (path: string): NodeFacts | undefined => this.#facts.get(path);
  marks = (): Marks => this.#marks;
  emphasis = (): Emphasis => this.#emphasis;
  nowMs = (): number => this.#nowMs;
  isDim = (path: string): boolean => this.#emphasis.lit !== null && !this.#emphasis.lit.has(path);

  /** The same object as long as the look is the same. */
  look = (path: string): Look => {
    const known = this.#looks.get(path);
    if (known !== undefined) return known;
    const look = this.#makeLook(path);
    this.#looks.set(path, look);
    return look;
  };

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
    for (const path of touched) this.#looks.delete(path);
    this.#wake([...touched], before.hovered !== this.#marks.hovered);
  }

  emphasise(emphasis: Emphasis): void {
    if (emphasis === this.#emphasis) return;
    this.#emphasis = emphasis;
    const before = this.#looks;
    this.#looks = new Map();
    const touched: string[] = [];
    // Of 10,000 nodes only those that somebody shows can look different to anyone.
    for (const path of this.#ofNode.keys()) {
      const old = before.get(path);
      const look = this.#makeLook(path);
      const isSame = old !== undefined && isSameLook(old, look);
      this.#looks.set(path, isSame ? old : look);
      if (!isSame) touched.push(path);
    }
    this.#wake(touched, true);
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

  #makeLook(path: string): Look {
    const { currentMatch, onPath, slackMs } = this.#emphasis;
    return {
      isSelected: this.#marks.selected === path,
      isFocused: this.#marks.focused === path,
      isDim: this.isDim(path),
      isCurrentMatch: currentMatch === path,
      isCritical: onPath.has(path),
      slackMs: slackMs.get(path) ?? null,
    };
  }

  #wake(paths: readonly string[], tellsAll: boolean): void {
    if (paths.length === 0 && !tellsAll) return;
    for (const path of paths) this.#ofNode.get(path)?.forEach((listener) => listener());
    for (const listener of this.#ofAll) listener();
  }
}

const isSameLook = (a: Look, b: Look): boolean =>
  a.isSelected === b.isSelected &&
  a.isFocused === b.isFocused &&
  a.isDim === b.isDim &&
  a.isCurrentMatch === b.isCurrentMatch &&
  a.isCritical === b.isCritical &&
  a.slackMs === b.slackMs;
