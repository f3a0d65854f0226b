/** Seconds per unit that a typed duration may use. */
const UNITS = [
  ["d", 86_400n],
  ["h", 3_600n],
  ["m", 60n],
] as const;

/**
 * A Flyte duration exactly, in words that `parseInput` reads back: `1h 30m`, `90.5s` as `1m 30.5s`, `-2s`, `0s`.
 * Nanoseconds are kept.
 */
export function durationText({ seconds, nanos }: { seconds: string; nanos: number }): string {
  const isNegative = seconds.startsWith("-") || nanos < 0;
  let rest = BigInt(seconds);
  if (rest < 0n) rest = -rest;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    if (rest >= size) parts.push(`${rest / size}${unit}`);
    rest %= size;
  }
  const fraction = nanos === 0 ? "" : `.${String(Math.abs(nanos)).padStart(9, "0").replace(/0+$/, "")}`;
  if (rest > 0n || fraction !== "" || parts.length === 0) parts.push(`${rest}${fraction}s`);
  return `${isNegative ? "-" : ""}${parts.join(" ")}`;
}
