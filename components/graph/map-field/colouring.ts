import type { PhaseTone } from "@/components/shell/phase-tone";
import { phaseTone } from "@/components/shell/phase-tone";
import { formatDuration } from "@/lib/core/format/duration";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { CacheStatus } from "@/lib/core/node";
import type { FieldItem } from "./field-items";

export type ColourBy = "phase" | "duration" | "attempt" | "cache";

/** Items that look alike: `colour` is a variable of the theme, without its dashes. */
export type FieldClass = { key: string; words: string; colour: string; tone: PhaseTone | null; count: number };

/** The classes of a field in the order of the legend, and which of them each item is in. */
export type Colouring = { classes: FieldClass[]; classOf: Uint8Array };

const PHASE_ORDER = ["failed", "running", "queued", "succeeded", "cached", "aborted", "unknown"] as const;
const CACHE_ORDER = [
  "hit",
  "populated",
  "miss",
  "skipped",
  "evicted",
  "lookup_failure",
  "put_failure",
  "disabled",
  "unknown",
] as const satisfies readonly CacheStatus[];
const CACHE: Record<CacheStatus, { words: string; colour: string }> = {
  hit: { words: "from the cache", colour: "cached" },
  populated: { words: "ran, stored", colour: "succeeded" },
  miss: { words: "not in the cache", colour: "q4" },
  skipped: { words: "cache passed over", colour: "q3" },
  evicted: { words: "evicted", colour: "q2" },
  lookup_failure: { words: "cache could not be read", colour: "failed" },
  put_failure: { words: "cache could not be written", colour: "timedout" },
  disabled: { words: "no cache", colour: "line-3" },
  unknown: { words: "unknown", colour: "unknown" },
};
const SHADES = ["q1", "q2", "q3", "q4", "q5", "q6", "q7"] as const;
const MOST_ATTEMPTS = 5;

type Kind = Omit<FieldClass, "count">;

/** Sorts items into classes by one of their facts; classes without items are left out. Linear in items. */
export function colouringOf(items: readonly FieldItem[], by: ColourBy): Colouring {
  const { kinds, kindOf } = KINDS[by](items);
  const counts = kinds.map(() => 0);
  for (const item of items) counts[kindOf(item)] = (counts[kindOf(item)] ?? 0) + 1;
  const classes: FieldClass[] = [];
  const place = kinds.map((kind, at) => {
    const count = counts[at] ?? 0;
    return count === 0 ? 0 : classes.push({ ...kind, count }) - 1;
  });
  return { classes, classOf: Uint8Array.from(items, (item) => place[kindOf(item)] ?? 0) };
}

type Sorted = { kinds: Kind[]; kindOf: (item: FieldItem) => number };

const KINDS: Record<ColourBy, (items: readonly FieldItem[]) => Sorted> = {
  phase: () => ({
    kinds: PHASE_ORDER.map((phase) => ({
      key: phase,
      words: phaseWord(phase).toLowerCase(),
      colour: phaseTone(phase),
      tone: phaseTone(phase),
    })),
    kindOf: ({ phase }) => PHASE_ORDER.indexOf(phase),
  }),
  cache: () => ({
    kinds: CACHE_ORDER.map((status) => ({ key: status, tone: null, ...CACHE[status] })),
    kindOf: ({ cacheStatus }) => CACHE_ORDER.indexOf(cacheStatus),
  }),
  attempt: () => ({
    kinds: Array.from({ length: MOST_ATTEMPTS }, (_, at) => ({
      key: String(at + 1),
      words: at === 0 ? "1 attempt" : at === MOST_ATTEMPTS - 1 ? `${at + 1} or more` : `${at + 1} attempts`,
      colour: SHADES[at === 0 ? 0 : at + 2] ?? "q7",
      tone: null,
    })),
    kindOf: ({ attempts }) => Math.min(Math.max(attempts, 1), MOST_ATTEMPTS) - 1,
  }),
  duration: byDuration,
};

/** Seven shades with about as many items each, so that a few very long ones do not make all others alike. */
function byDuration(items: readonly FieldItem[]): Sorted {
  const known = Float64Array.from(items.flatMap(({ durationMs }) => durationMs ?? [])).sort();
  const limits = SHADES.map((_, at) => known[Math.ceil(((at + 1) / SHADES.length) * known.length) - 1] ?? 0);
  const words = (at: number) => {
    const from = at === 0 ? known[0] : limits[at - 1];
    return `${formatDuration(from ?? 0)} to ${formatDuration(limits[at] ?? 0)}`;
  };
  return {
    kinds: [
      ...SHADES.map((colour, at) => ({ key: colour, words: words(at), colour, tone: null })),
      { key: "none", words: "time not known", colour: "line-2", tone: null },
    ],
    kindOf: ({ durationMs }) => {
      if (durationMs === null) return SHADES.length;
      const at = limits.findIndex((limit) => durationMs <= limit);
      return at < 0 ? SHADES.length - 1 : at;
    },
  };
}
