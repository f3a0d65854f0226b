import { fail, good, type Parsed, quote } from "./parsed";

const DATETIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*([Zz]|UTC|[+-]\d{2}:?\d{2})?$/;

/**
 * A moment as RFC 3339 in UTC, to the nanosecond. Takes `2026-11-09`, `2026-11-09 06:30`, with seconds, fraction and zone;
 * without a zone it is UTC.
 */
export function parseDatetime(text: string): Parsed<string> {
  const match = DATETIME.exec(text.trim());
  if (match === null) return fail(`Not a date and time: ${quote(text)}. Write 2026-11-09 06:30:00`);
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = match;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const ms = Date.parse(`${wall}Z`);
  // Date.parse moves 31 February into March: a date that does not read back does not exist.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(wall)) return fail(`No such date: ${quote(text)}`);
  const utc = new Date(ms - offsetMs(zone));
  if (utc.getUTCFullYear() < 1 || utc.getUTCFullYear() > 9_999)
    return fail(`Beyond the years 1 to 9999: ${quote(text)}`);
  const digits = fraction.replace(/0+$/, "");
  return good(`${utc.toISOString().slice(0, 19)}${digits === "" ? "" : `.${digits}`}Z`);
}

function offsetMs(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === "-" ? -minutes : minutes) * 60_000;
}

/** Nanoseconds per unit. */
const UNITS: Record<string, bigint> = {
  w: 604_800_000_000_000n,
  d: 86_400_000_000_000n,
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  min: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1_000n,
  µs: 1_000n,
  ns: 1n,
};

const PART = /(\d+)(?:\.(\d{1,12}))?\s*(min|ms|us|µs|ns|w|d|h|m|s)\s*/y;

/** Protobuf's bound of a Duration: about 10,000 years. */
const MAX_SECONDS = 315_576_000_000n;

/** A duration to the nanosecond: `1h 30m`, `90s`, `1.5h`, `250ms`, `-2s`, or ISO 8601 (`PT1H30M`). */
export function parseDuration(text: string): Parsed<{ seconds: string; nanos: number }> {
  const trimmed = text.trim();
  if (trimmed === "0") return good({ seconds: "0", nanos: 0 });
  if (/^[+-]?\d+(\.\d+)?$/.test(trimmed)) return fail(`No unit: ${quote(text)}. Write ${trimmed}s or ${trimmed}m`);
  const isNegative = trimmed.startsWith("-");
  const body = isoToWords(trimmed.replace(/^[+-]\s*/, ""));
  const total = nanosOf(body);
  if (total === null) return fail(`Not a duration: ${quote(text)}. Write 1h 30m, 90s or PT1H30M`);
  const seconds = total / 1_000_000_000n;
  if (seconds > MAX_SECONDS) return fail(`Longer than 10,000 years: ${quote(text)}`);
  const nanos = Number(total % 1_000_000_000n);
  return good({
    seconds: isNegative && seconds > 0n ? `-${seconds}` : seconds.toString(),
    nanos: isNegative && nanos > 0 ? -nanos : nanos,
  });
}

function isoToWords(text: string): string {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(text);
  if (match === null) return text;
  return match
    .slice(1)
    .map((number, at) => (number === undefined ? "" : `${number}${"wdhms"[at]}`))
    .join(" ")
    .trim();
}

function nanosOf(text: string): bigint | null {
  if (text === "") return null;
  let total = 0n;
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const match = PART.exec(text);
    if (match === null) return null;
    const [, whole = "0", fraction = "", unit = ""] = match;
    const size = UNITS[unit] ?? 0n;
    total += BigInt(whole) * size + (BigInt(fraction.padEnd(12, "0")) * size) / 10n ** 12n;
  }
  return total;
}
