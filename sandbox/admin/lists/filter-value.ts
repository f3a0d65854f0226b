import { databaseError, invalid } from "../errors";
import { nowMicros } from "../time";
import type { ColumnType } from "./columns";

/** A filter's text as the value of a column, with the errors that Postgres gives for text it cannot read. */
export function filterValue(type: ColumnType, text: string): string | number {
  switch (type) {
    case "integer":
    case "bigint":
      if (!/^\s*[+-]?\d+\s*$/.test(text)) throw databaseError(`invalid input syntax for type ${type}: "${text}"`);
      return Number(text);
    case "time":
      return timeValue(text);
    case "duration":
      return durationValue(text);
    case "text":
    case "bytes":
      return text;
  }
}

const DAY_MICROS = 86_400_000_000;
const TIME =
  /^(\d{4,5})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Microseconds since 1970 of what Postgres reads as a time, in UTC when no offset is given. */
function timeValue(text: string): number {
  const today = () => Math.floor(nowMicros() / DAY_MICROS) * DAY_MICROS;
  switch (text.toLowerCase()) {
    case "now":
      return nowMicros();
    case "today":
      return today();
    case "yesterday":
      return today() - DAY_MICROS;
    case "tomorrow":
      return today() + DAY_MICROS;
    case "epoch":
      return 0;
    case "infinity":
      return Number.MAX_SAFE_INTEGER;
    case "-infinity":
      return Number.MIN_SAFE_INTEGER;
  }
  if (/^\d{5,}$/.test(text)) throw databaseError(`date/time field value out of range: "${text}"`);
  const parts = TIME.exec(text);
  if (parts === null) throw databaseError(`invalid input syntax for type timestamp with time zone: "${text}"`);
  const micros = calendarMicros(parts);
  if (Number.isNaN(micros)) throw databaseError(`date/time field value out of range: "${text}"`);
  return micros;
}

function calendarMicros(parts: RegExpExecArray): number {
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? "0"));
  const date = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second));
  const isReal = date.getUTCMonth() + 1 === month && date.getUTCDate() === day && (hour ?? 0) < 25;
  if (!isReal) return Number.NaN;
  const fraction = Math.floor(Number(`0${parts[7] ?? ""}`) * 1_000_000);
  return date.getTime() * 1_000 + fraction - offsetMicros(parts[8] ?? "Z");
}

function offsetMicros(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const seconds = Number(hours) * 3_600 + Number(minutes ?? "0") * 60;
  return (sign === "-" ? -1 : 1) * seconds * 1_000_000;
}

const UNIT_NANOS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3_600e9,
};

/** Nanoseconds of a bare number of seconds or of Go's `1h30m`. */
function durationValue(text: string): number {
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return Math.trunc(Number(text)) * 1e9;
  const [, sign, rest = ""] = /^([+-])?((?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/.exec(text) ?? [];
  if (rest === "") throw invalid(`Failed to parse duration [${text}]`);
  let nanos = 0;
  for (const [, amount, unit = ""] of rest.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    nanos += Number(amount) * (UNIT_NANOS[unit] ?? 0);
  }
  return sign === "-" ? -nanos : nanos;
}
