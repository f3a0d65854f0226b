import type { Window } from "@/lib/core/time/wall-clock-path";

/** The most tasks at once in each of `buckets` equal parts of a run; one that lasts no time counts in its moment. */
export function tasksAtOnce(spans: readonly Window[], run: Window, buckets: number): number[] {
  const bucketMs = Math.max(1, run.toMs - run.fromMs) / buckets;
  const bucketOf = (ms: number): number => Math.min(buckets - 1, Math.max(0, Math.floor((ms - run.fromMs) / bucketMs)));
  const most = Array.from({ length: buckets }, () => 0);
  // At one moment what ends goes before what begins: they were never there together.
  const steps = spans
    .flatMap(({ fromMs, toMs }) => [
      { ms: fromMs, by: 1 },
      { ms: Math.max(toMs, fromMs + 1), by: -1 },
    ])
    .sort((a, b) => a.ms - b.ms || a.by - b.by);
  const note = (from: number, until: number): void => {
    for (let at = from; at <= until; at += 1) if (now > (most[at] ?? 0)) most[at] = now;
  };
  let [now, sinceMs] = [0, run.fromMs];
  for (const { ms, by } of steps) {
    if (ms > sinceMs) note(bucketOf(sinceMs), bucketOf(ms - 1));
    now += by;
    sinceMs = Math.max(sinceMs, ms);
  }
  return most;
}
