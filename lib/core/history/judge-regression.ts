/** What a node usually takes, and by how much it was slower this time. Milliseconds. */
export type Regression = { ratio: number; medianMs: number; madMs: number };

/** Fewer runs than this say nothing about what is usual. */
const MIN_RUNS = 4;
/** Standard deviations of a normal distribution in one MAD. */
const SIGMA = 1.4826;
const MIN_SIGMAS = 3;
/** Where all runs took the same, a hair's breadth more is no regression. */
const MIN_SHARE = 0.1;
const MIN_MS = 1_000;

/**
 * Whether a duration stands out above those of earlier runs: more than three deviations above their median, by median
 * absolute deviation, which single slow runs do not move. null: it does not, or too little is known.
 */
export function judgeRegression(durationMs: number, earlierMs: readonly number[]): Regression | null {
  if (earlierMs.length < MIN_RUNS) return null;
  const medianMs = median(earlierMs);
  const madMs = median(earlierMs.map((ms) => Math.abs(ms - medianMs)));
  const limitMs = medianMs + Math.max(MIN_SIGMAS * SIGMA * madMs, MIN_SHARE * medianMs, MIN_MS);
  return durationMs > limitMs ? { ratio: durationMs / Math.max(1, medianMs), medianMs, madMs } : null;
}

/** The middle of a list that is not empty, the mean of the two middle ones where there are two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}
