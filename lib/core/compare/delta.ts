import { formatCount } from "@/lib/core/format/count";
import { formatDuration, MINUS } from "@/lib/core/format/duration";
import type { Leaf, LeafNumber } from "./types";

/**
 * How a value stands against the baseline: `+300 (+20.0 %)`, `−3.11 (−4.4 %)`, from twice on `+4 (×2.6)`; lists tell
 * their lengths and the first index that differs. null for what cannot be subtracted.
 */
export function deltaText(leaf: Leaf, baseline: Leaf): string | null {
  if (leaf.identity === baseline.identity) return null;
  if (leaf.items !== null && baseline.items !== null) return listDelta(leaf.items, baseline.items);
  if (leaf.number === null || baseline.number === null) return null;
  return numberDelta(leaf.number, baseline.number);
}

function listDelta(items: string[], baseline: string[]): string {
  const shared = Math.min(items.length, baseline.length);
  let index = 0;
  while (index < shared && items[index] === baseline[index]) index += 1;
  const length =
    items.length === baseline.length ? "" : `${signedCount(BigInt(items.length - baseline.length))} items, `;
  return `${length}first differs at [${index}]`;
}

function numberDelta(number: LeafNumber, baseline: LeafNumber): string | null {
  if (number.kind === "integer" && baseline.kind === "integer") {
    const change = BigInt(number.value) - BigInt(baseline.value);
    if (change === 0n) return null;
    return `${signedCount(change)}${share(Number(number.value), Number(baseline.value))}`;
  }
  if (number.kind === "duration" && baseline.kind === "duration") {
    const change = number.ms - baseline.ms;
    if (Math.abs(change) < 1) return null;
    return `${change > 0 ? "+" : ""}${formatDuration(change)}${share(number.ms, baseline.ms)}`;
  }
  if (number.kind === "duration" || baseline.kind === "duration") return null;
  const [to, from] = [Number(number.value), Number(baseline.value)];
  const change = to - from;
  return change === 0 || !Number.isFinite(change) ? null : `${signedFloat(change)}${share(to, from)}`;
}

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
  return ` (${percent > 0 ? "+" : MINUS}${Math.abs(percent).toFixed(1)} %)`;
}
