import { formatDuration } from "./duration";

export type Zone = "utc" | "local";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

const pad = (n: number): string => String(n).padStart(2, "0");

/**
 * A moment as a person reads it: `12m ago` and `1h 12m ago` under 24 hours, `Sun 21:00` under seven days, then `23 Nov 2026 09:02:11`.
 * Both times in ms since the epoch. A moment up to a minute ahead is a clock that differs and reads `0s ago`.
 */
export function formatMoment(ms: number, { nowMs, zone }: { nowMs: number; zone: Zone }): string {
  if (!isDate(ms)) return "—";
  const age = nowMs - ms;
  if (age >= -60_000 && age < 1_000) return "0s ago";
  if (age >= MINUTE && age < HOUR) return `${Math.floor(age / MINUTE)}m ago`;
  if (age >= 0 && age < DAY) return `${formatDuration(age)} ago`;
  const parts = partsOf(ms, zone);
  if (age >= 0 && age < 7 * DAY) return `${parts.weekday} ${parts.clock.slice(0, 5)}`;
  return `${parts.date} ${parts.clock}`;
}

/** The whole moment with its zone: `23 Nov 2026 09:02:11 UTC`, or the local offset as `+01:00`. */
export function formatExactMoment(ms: number, zone: Zone): string {
  if (!isDate(ms)) return "—";
  const { date, clock, offset } = partsOf(ms, zone);
  return `${date} ${clock} ${offset}`;
}

/** The time of day: `09:02:11`, cut to whole seconds. */
export const formatTimeOfDay = (ms: number, zone: Zone): string => (isDate(ms) ? partsOf(ms, zone).clock : "—");

/** The day: `23 Nov 2026`. */
export const formatDay = (ms: number, zone: Zone): string => (isDate(ms) ? partsOf(ms, zone).date : "—");

/** JavaScript's own bound for a Date. */
const isDate = (ms: number): boolean => Number.isFinite(ms) && Math.abs(ms) <= 8.64e15;

function partsOf(ms: number, zone: Zone) {
  const minutesAhead = zone === "utc" ? 0 : -new Date(ms).getTimezoneOffset();
  const shifted = new Date(ms + minutesAhead * 60_000);
  const [hours, minutes, seconds] = [shifted.getUTCHours(), shifted.getUTCMinutes(), shifted.getUTCSeconds()];
  const ahead = Math.abs(minutesAhead);
  const sign = minutesAhead < 0 ? "−" : "+";
  return {
    weekday: WEEKDAYS[shifted.getUTCDay()] ?? "",
    date: `${shifted.getUTCDate()} ${MONTHS[shifted.getUTCMonth()] ?? ""} ${shifted.getUTCFullYear()}`,
    clock: `${pad(hours)}:${pad(minutes)}:${pad(seconds)}`,
    offset: zone === "utc" ? "UTC" : `${sign}${pad(Math.floor(ahead / 60))}:${pad(ahead % 60)}`,
  };
}
