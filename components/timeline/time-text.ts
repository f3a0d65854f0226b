import { formatDuration } from "@/lib/core/format/duration";

const MINUTE = 60_000;

/** A duration as bars and parts tell it: below a minute with a tenth of a second, so that parts visibly sum. */
export function timeText(ms: number): string {
  return ms >= 1_000 && ms < MINUTE ? `${(Math.floor(ms / 100) / 10).toFixed(1)}s` : formatDuration(ms);
}

/** Mean width of a character at 11.5 px, digits and lower case. */
const CHAR_PX = 6;

/** About how wide a text beside a bar or on the axis is, in px. */
export const textPx = (text: string): number => text.length * CHAR_PX;
