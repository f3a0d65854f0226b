import { formatCount } from "@/lib/core/format/count";
import { formatDuration, MINUS } from "@/lib/core/format/duration";
import type { Leaf, LeafNumber, LeafPart } from "./types";

/**
 * How a value stands against the baseline: `+300 (+20.0 %)`, `−3.11 (−4.4 %)`, from twice on `+4 (×2.6)`; lists and long
 * maps tell how many parts differ and which is the first. null for what cannot be subtracted.
 */
export function deltaText(leaf: Leaf, baseline: Leaf): string | null {
  if (leaf.identity === baseline.identity) return null;
  if (leaf.parts !== null && baseline.parts !== null) return partsDelta(leaf.parts, baseline.parts);
  if (leaf.number === null || baseline.number === null) return null;
  return numberDelta(leaf.number, baseline.number);
}

function partsDelta(parts: readonly LeafPart[], baseline: readonly LeafPart[]): string | null {
  const before = new Map(baseline.map(({ label, identity }) => [label, identity]));
  const changed = parts.filter(({ label, identity }) => before.get(label) !== identity).map(({ label }) => label);
  const now = new Set(parts.map(({ label }) => label));
  const gone = baseline.filter(({ label }) => !now.has(label)).map(({ label }) => label);
  const differing = [...changed, ...gone];
  const [first] = differing;
  return first === undefined ? null : `${differing.length} of ${parts.length + gone.length} differ, first ${first}`;
}

function numberDelta(number: LeafNumber, baseline: LeafNumber): string | null {
  if (number.kind === "integer" && baseline.kind === "integer") {
    const change = BigInt(number.value) - BigInt(baseline.value);
    if (change === 0n) return null;
    return `${signedCount(change)}${share(Number(number.value), Number(baseline.value))}`;
  }
  if (number.kind === "duration" && baseline.kind === "duration") {
    const change = rounded(number.ms - baseline.ms);
    if (change === 0) return null;
    return `${change > 0 ? "+" : ""}${formatDuration(change)}${share(number.ms, baseline.ms)}`;
  }
  if (number.kind === "duration" || baseline.kind === "duration") return null;
  const [to, from] = [Number(number.value), Number(baseline.value)];
  const change = to - from;
  return change === 0 || !Number.isFinite(change) ? null : `${signedFloat(change)}${share(to, from)}`;
}

/** To the unit that is shown: durations are cut, and a cut difference would be off by one against what is read. */
const rounded = (ms: number): number => (Math.abs(ms) < 1_000 ? Math.round(ms) : Math.round(ms / 1_000) * 1_000);

const signedCount = (n: bigint): string => `${n > 0n ? "+" : ""}${formatCount(n)}`;

/** Digits of a difference: more would show the rounding of doubles, not the runs. */
const DIGITS = 4;

function signedFloat(n: number): string {
  const text = Number(Math.abs(n).toPrecision(DIGITS)).toString();
  return `${n > 0 ? "+" : MINUS}${text}`;
}

/** Share or ratio in brackets; none where the baseline is zero or the sign turns, as it would say nothing. */
function share(to: number, from: number): string {
  const ratio = to / from;
  if (!Number.isFinite(ratio) || ratio <= 0) return "";
  if (ratio >= 2) return ` (×${Number(ratio.toPrecision(2))})`;
  const percent = (ratio - 1) * 100;
  if (Math.abs(percent) < 0.05) return "";
  return ` (${percent > 0 ? "+" : MINUS}${Math.abs(percent).toFixed(1)} %)`;
}
