import { create } from "@bufbuild/protobuf";
import { type Duration, DurationSchema, type Timestamp, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { clockNs } from "../clock";

const NANOS_PER_SECOND = 1_000_000_000;

/** Now, with nanoseconds, and never the same twice. */
export function now(): Timestamp {
  const nanos = clockNs();
  return create(TimestampSchema, {
    seconds: nanos / BigInt(NANOS_PER_SECOND),
    nanos: Number(nanos % BigInt(NANOS_PER_SECOND)),
  });
}

/** Microseconds since 1970, as the database keeps times. */
export const toMicros = (time: Timestamp): number => Number(time.seconds) * 1_000_000 + Math.floor(time.nanos / 1_000);

export const fromMicros = (micros: number): Timestamp =>
  create(TimestampSchema, {
    seconds: BigInt(Math.floor(micros / 1_000_000)),
    nanos: (micros % 1_000_000) * 1_000,
  });

export const nowMicros = (): number => toMicros(now());

/** `end` − `start`; both signs agree as the Duration message asks. */
export function between(start: Timestamp, end: Timestamp): Duration {
  let seconds = end.seconds - start.seconds;
  let nanos = end.nanos - start.nanos;
  if (seconds > 0n && nanos < 0) {
    seconds -= 1n;
    nanos += NANOS_PER_SECOND;
  } else if (seconds < 0n && nanos > 0) {
    seconds += 1n;
    nanos -= NANOS_PER_SECOND;
  }
  return create(DurationSchema, { seconds, nanos });
}

/** Nanoseconds, as the database keeps durations. */
export const toNanos = (duration: Duration): number => Number(duration.seconds) * NANOS_PER_SECOND + duration.nanos;
