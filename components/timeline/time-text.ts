import { formatDuration } from "@/lib/core/format/duration";

const MINUTE = 60_000;

/** A duration as bars and parts tell it: below a minute with a tenth of a second, so that parts visibly sum. */
export function timeText(ms: number): string {
  return ms >= 1_000 && ms < MINUTE ? `${(Math.floor(ms / 100) / 10).toFixed(1)}s` : formatDuration(ms);
}
