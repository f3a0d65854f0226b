import { create } from "@bufbuild/protobuf";
import { type Duration, DurationSchema, type Timestamp, TimestampSchema } from "@bufbuild/protobuf/wkt";

/** A moment in milliseconds with fractions as Flyte's engine writes it: microseconds, so that columns agree. */
export function stamp(ms: number): Timestamp {
  const micros = Math.floor(ms * 1_000);
  return create(TimestampSchema, {
    seconds: BigInt(Math.floor(micros / 1_000_000)),
    nanos: (micros % 1_000_000) * 1_000,
  });
}

/** The time between two moments, of which each is cut to microseconds first. */
export function span(fromMs: number, toMs: number): Duration {
  const micros = Math.floor(toMs * 1_000) - Math.floor(fromMs * 1_000);
  return create(DurationSchema, {
    seconds: BigInt(Math.floor(micros / 1_000_000)),
    nanos: (micros % 1_000_000) * 1_000,
  });
}

export const micros = (ms: number): number => Math.floor(ms * 1_000);
export const spanNanos = (fromMs: number, toMs: number): number => (micros(toMs) - micros(fromMs)) * 1_000;
