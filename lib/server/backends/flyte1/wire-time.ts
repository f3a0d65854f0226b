import "server-only";
import type { Duration, Timestamp } from "@bufbuild/protobuf/wkt";

/** Milliseconds since the epoch, rounded down so that "written since" never skips a row; null where Flyte says nothing. */
export function toMs(time: Timestamp | undefined): number | null {
  return time === undefined ? null : Number(time.seconds) * 1_000 + Math.floor(time.nanos / 1_000_000);
}

/** Whole milliseconds of a duration; null where Flyte says nothing. */
export function toDurationMs(duration: Duration | undefined): number | null {
  return duration === undefined ? null : Number(duration.seconds) * 1_000 + Math.round(duration.nanos / 1_000_000);
}

/** A moment to the nanosecond: seconds since the epoch and 0 to 999,999,999 nanoseconds after them. */
export type Instant = { seconds: bigint; nanos: number };

/** Years 0000 to 9999, which RFC 3339 can write. */
const FIRST_SECOND = -62_167_219_200n;
const LAST_SECOND = 253_402_300_799n;

/** RFC 3339 in UTC with up to nine digits of a second; null for what it cannot say. */
export function formatInstant({ seconds, nanos }: Instant): string | null {
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos > 999_999_999) return null;
  const wholeSeconds = new Date(Number(seconds) * 1_000).toISOString().slice(0, 19);
  const digits = nanos === 0 ? "" : `.${String(nanos).padStart(9, "0").replace(/0+$/, "")}`;
  return `${wholeSeconds}${digits}Z`;
}

const RFC_3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;

/** The moment that a text of `formatInstant` names; null for any other text. */
export function parseInstant(text: string): Instant | null {
  const [, wholeSeconds, digits = ""] = RFC_3339.exec(text) ?? [];
  if (wholeSeconds === undefined) return null;
  const ms = Date.parse(`${wholeSeconds}Z`);
  // Days that a month does not have roll over to the next.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 19) !== wholeSeconds) return null;
  return { seconds: BigInt(ms / 1_000), nanos: Number(digits.padEnd(9, "0")) };
}
