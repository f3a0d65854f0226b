/** The minutes of a cron expression, in UTC. */
export type Cron = { minutes: Field; hours: Field; days: Field; months: Field; weekdays: Field };
type Field = { any: boolean; values: ReadonlySet<number> };

const ALIASES: Readonly<Record<string, string>> = {
  hourly: "0 * * * *",
  hours: "0 * * * *",
  daily: "0 0 * * *",
  days: "0 0 * * *",
  weekly: "0 0 * * 0",
  weeks: "0 0 * * 0",
  monthly: "0 0 1 * *",
  months: "0 0 1 * *",
  yearly: "0 0 1 1 *",
  annually: "0 0 1 1 *",
  years: "0 0 1 1 *",
};
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MINUTE_MS = 60_000;
/** A date such as 29 February may be some years away. */
const HORIZON_MINUTES = 60 * 24 * 366 * 5;

/** Reads five fields (minute, hour, day, month, weekday) or an alias; null when it is neither. */
export function parseCron(text: string): Cron | null {
  const fields = (ALIASES[text.trim().replace(/^@/, "").toLowerCase()] ?? text).trim().split(/\s+/);
  if (fields.length !== 5) return null;
  const [minutes, hours, days, months, weekdays] = [
    parseField(fields[0], 0, 59),
    parseField(fields[1], 0, 23),
    parseField(fields[2], 1, 31),
    parseField(fields[3], 1, 12, MONTHS),
    parseField(fields[4], 0, 7, WEEKDAYS),
  ];
  if (minutes === null || hours === null || days === null || months === null || weekdays === null) return null;
  const week = new Set([...weekdays.values].map((day) => day % 7));
  return { minutes, hours, days, months, weekdays: { any: weekdays.any, values: week } };
}

function parseField(text = "", low: number, high: number, names: readonly string[] = []): Field | null {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step] = part.split("/");
    const by = step === undefined ? 1 : Number(step);
    const bounds = rangeOf(range, low, step === undefined ? null : high, high, names);
    if (bounds === null || !Number.isInteger(by) || by < 1) return null;
    for (let value = bounds[0]; value <= bounds[1]; value += by) values.add(value);
  }
  return { any: text === "*" || text === "?", values };
}

function rangeOf(
  text: string,
  low: number,
  openEnd: number | null,
  high: number,
  names: readonly string[],
): [number, number] | null {
  if (text === "*" || text === "?") return [low, high];
  const [from, to] = text.split("-").map((each) => numberOf(each, low, names));
  const end = to ?? openEnd ?? from;
  if (from === undefined || end === undefined || !(from >= low && end <= high && from <= end)) return null;
  return [from, end];
}

function numberOf(text: string, low: number, names: readonly string[]): number {
  const index = names.indexOf(text.toLowerCase());
  if (index >= 0) return index + low;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** The first minute after `afterMs` that the expression names, null when there is none for years. */
export function nextMinute(cron: Cron, afterMs: number): number | null {
  let minute = Math.floor(afterMs / MINUTE_MS) + 1;
  for (const end = minute + HORIZON_MINUTES; minute < end; ) {
    const date = new Date(minute * MINUTE_MS);
    // Whole days and hours that cannot fit are passed over at once.
    if (!fitsDay(cron, date)) minute += 1_440 - (date.getUTCHours() * 60 + date.getUTCMinutes());
    else if (!cron.hours.values.has(date.getUTCHours())) minute += 60 - date.getUTCMinutes();
    else if (!cron.minutes.values.has(date.getUTCMinutes())) minute += 1;
    else return minute * MINUTE_MS;
  }
  return null;
}

/** When both the day and the weekday are given, either is enough: so cron has it. */
function fitsDay({ days, months, weekdays }: Cron, date: Date): boolean {
  if (!months.values.has(date.getUTCMonth() + 1)) return false;
  const [day, weekday] = [days.values.has(date.getUTCDate()), weekdays.values.has(date.getUTCDay())];
  if (days.any) return weekday;
  return weekdays.any ? day : day || weekday;
}
