import type { Window } from "./wall-clock-path";

/**
 * What time is spent on. `gate` waits for a person, a signal or the end of a sleep; `retries` are attempts that failed,
 * with the pauses after them; `flyte` is what passes between nodes, and reading and writing the cache.
 */
const TIME_PARTS = ["queued", "setup", "run", "gate", "retries", "teardown", "flyte"] as const;
export type TimePart = (typeof TIME_PARTS)[number];

/** A stretch of one part, ms since the epoch. `attempt` is Flyte's number of the attempt, from 0, where one is known. */
export type TimeSegment = Window & { part: TimePart; attempt: number | null };

/** Milliseconds by part, parts without time left out, in the order of TIME_PARTS. */
export function sumParts(segments: readonly TimeSegment[]): { part: TimePart; ms: number }[] {
  const sums = new Map<TimePart, number>();
  for (const { part, fromMs, toMs } of segments) sums.set(part, (sums.get(part) ?? 0) + toMs - fromMs);
  return TIME_PARTS.flatMap((part) => {
    const ms = sums.get(part) ?? 0;
    return ms > 0 ? [{ part, ms }] : [];
  });
}

/** Segments one after another without a gap: each begins where the one before ended, and none reaches past `window`. */
export class SegmentRow {
  readonly segments: TimeSegment[] = [];
  private cursorMs: number;

  constructor(private readonly window: Window) {
    this.cursorMs = window.fromMs;
  }

  /** Fills up to `untilMs` (null: nothing is known, nothing is filled); what lies before the cursor is counted already. */
  fill(part: TimePart, untilMs: number | null, attempt: number | null = null): void {
    const toMs = Math.min(untilMs ?? this.cursorMs, this.window.toMs);
    if (toMs <= this.cursorMs) return;
    this.segments.push({ part, attempt, fromMs: this.cursorMs, toMs });
    this.cursorMs = toMs;
  }
}

/** The part of each segment that lies within a window. */
export function clipSegments(segments: readonly TimeSegment[], window: Window): TimeSegment[] {
  return segments.flatMap((segment) => {
    const fromMs = Math.max(segment.fromMs, window.fromMs);
    const toMs = Math.min(segment.toMs, window.toMs);
    return toMs > fromMs ? [{ ...segment, fromMs, toMs }] : [];
  });
}
