import { create } from "@bufbuild/protobuf";
import { type Duration, type Timestamp, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { clockNs } from "@/sandbox/clock";

/** Now in nanoseconds, as Flyte's engine writes it; never goes back, whatever the wall clock does. */
export function now(): Timestamp {
  const ns = clockNs();
  return create(TimestampSchema, { seconds: ns / 1_000_000_000n, nanos: Number(ns % 1_000_000_000n) });
}

/** A container's times come from Kubernetes, which knows whole seconds only. */
export function wholeSeconds(time: Timestamp): Timestamp {
  return create(TimestampSchema, { seconds: time.seconds });
}

export function durationMs(duration: Duration | undefined): number {
  return duration === undefined ? 0 : Number(duration.seconds) * 1_000 + duration.nanos / 1e6;
}

export function timestampMs(time: Timestamp | undefined): number {
  return time === undefined ? Date.now() : Number(time.seconds) * 1_000 + time.nanos / 1e6;
}

/** `6s`, `1m30s`: how Go spells a duration in the engine's messages. */
export function goDuration(ms: number): string {
  const seconds = ms / 1_000;
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds - minutes * 60;
  return minutes < 60 ? `${minutes}m${rest}s` : `${Math.floor(minutes / 60)}h${minutes % 60}m${rest}s`;
}

/** Resolves after `ms`, or rejects with the signal's reason. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(reasonOf(signal));
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(reasonOf(signal));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}

export function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
}
