import { isTyping } from "./is-typing";
import { letterKeys } from "./letter-keys";
import { isStep, type Stroke, stepsOf } from "./shortcut-keys";

/** A key or a sequence of keys that does something while the component that registered it is mounted. */
export type Shortcut = {
  /** `?`, `mod+k`, `shift+x`, or a sequence: `g t`. */
  keys: string;
  /** What it does, as one reads it in the list behind `?`: "Show the timeline". */
  label: string;
  /** Where it works: "Everywhere", "Execution". */
  group: string;
  run: () => void;
};

/** How long a sequence waits for its next key. */
const SEQUENCE_MS = 1_200;

let shortcuts: readonly Shortcut[] = [];
let pending: Stroke[] = [];
let forget: ReturnType<typeof setTimeout> | null = null;
const listeners = new Set<() => void>();

/** Puts a shortcut into force; the last one of the same keys wins. Call what it returns to take it out again. */
export function registerShortcut(shortcut: Shortcut): () => void {
  if (shortcuts.length === 0) window.addEventListener("keydown", onKeyDown);
  replace([...shortcuts, shortcut]);
  return () => {
    replace(shortcuts.filter((other) => other !== shortcut));
    if (shortcuts.length === 0) window.removeEventListener("keydown", onKeyDown);
  };
}

/** All that is in force now; the same array until it changes. */
export const registeredShortcuts = (): readonly Shortcut[] => shortcuts;

export function subscribeShortcuts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function replace(next: readonly Shortcut[]): void {
  shortcuts = next;
  for (const listener of listeners) listener();
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isModifier(event.key) || !isMeant(event)) return;
  const strokes = [...pending, event];
  const hit = find(strokes) ?? (startsOne(strokes) ? null : find([event]));
  const goesOn = hit === null && (startsOne(strokes) || startsOne([event]));
  keep(goesOn ? (startsOne(strokes) ? strokes : [event]) : []);
  if (hit === null) return;
  event.preventDefault();
  hit.run();
}

/** Letters are text in a field and belong to what is on top in a dialog; whoever dictates may switch them off. */
function isMeant(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return true;
  if (letterKeys.get() === "off" || isTyping(event.target)) return false;
  return !(event.target instanceof Element && event.target.closest("[role=dialog]") !== null);
}

const isModifier = (key: string): boolean => ["Shift", "Control", "Meta", "Alt"].includes(key);

const fits = (steps: readonly string[], strokes: readonly Stroke[]): boolean =>
  strokes.every((stroke, at) => isStep(steps[at] ?? "", stroke));

function find(strokes: readonly Stroke[]): Shortcut | null {
  return (
    shortcuts.findLast(({ keys }) => {
      const steps = stepsOf(keys);
      return steps.length === strokes.length && fits(steps, strokes);
    }) ?? null
  );
}

const startsOne = (strokes: readonly Stroke[]): boolean =>
  shortcuts.some(({ keys }) => {
    const steps = stepsOf(keys);
    return steps.length > strokes.length && fits(steps, strokes);
  });

function keep(strokes: Stroke[]): void {
  pending = strokes;
  if (forget !== null) clearTimeout(forget);
  forget = strokes.length === 0 ? null : setTimeout(() => keep([]), SEQUENCE_MS);
}
