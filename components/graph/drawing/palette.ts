import type { PhaseTone } from "@/components/shell/phase-tone";

const TONES = [
  "queued",
  "running",
  "succeeded",
  "failed",
  "aborted",
  "timedout",
  "paused",
  "cached",
  "recovered",
  "skipped",
  "notrun",
  "unknown",
] as const satisfies readonly PhaseTone[];

const COLOURS = ["bg", "s1", "s2", "line-2", "line-3", "ink", "text", "text-2", "accent"] as const;

/** Colours of the theme for what is drawn on canvas, where style sheets do not reach. */
export type Palette = Record<(typeof COLOURS)[number], string> & { phase: Record<PhaseTone, string> };

/** Reads the theme from an element's computed style; to be read again when the theme changes. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim() || "#888";
  const phase = TONES.map((tone) => [tone, value(tone)] as const);
  const own = COLOURS.map((name) => [name, value(name)] as const);
  return { ...recordOf(own), phase: recordOf(phase) };
}

function recordOf<Key extends string>(entries: readonly (readonly [Key, string])[]): Record<Key, string> {
  // Object.fromEntries forgets which keys it was given.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Record<Key, string>;
}

/** Calls back when the theme on <html> changes; answers how to stop. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  return () => observer.disconnect();
}
