/** Height of a bar in percent for a duration, on a log scale from one second to the longest of the page. */
export function barHeight(ms: number, longestMs: number): number {
  const scaled = (value: number) => Math.log1p(Math.max(0, value) / 1_000);
  const top = scaled(longestMs);
  return top === 0 ? 4 : Math.max(4, (scaled(ms) / top) * 100);
}
