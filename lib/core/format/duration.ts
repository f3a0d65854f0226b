const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const pad = (n: number): string => String(n).padStart(2, "0");

/** The true minus sign: a hyphen is shorter than the digits beside it. */
export const MINUS = "−";

/**
 * A duration in at most two units: `412ms`, `6s`, `38m 12s`, `2h 04m`, `3d 04h`. Cut to whole units, never rounded up: a
 * run of 59.9 s has not taken a minute. Below a second whole milliseconds.
 */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return "—";
  if (ms < 0) return `${MINUS}${formatDuration(-ms)}`;
  if (ms < SECOND) return `${Math.floor(ms)}ms`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m ${pad(Math.floor((ms % MINUTE) / SECOND))}s`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)}h ${pad(Math.floor((ms % HOUR) / MINUTE))}m`;
  return `${Math.floor(ms / DAY)}d ${pad(Math.floor((ms % DAY) / HOUR))}h`;
}

/** `m:ss` for node cards, `h:mm:ss` from one hour on; below a second `412ms`, as 0:00 would say nothing. */
export function formatClock(ms: number): string {
  if (!Number.isFinite(ms)) return "—";
  if (ms > 0 && ms < SECOND) return formatDuration(ms);
  const seconds = Math.floor(Math.max(0, ms) / SECOND);
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}
