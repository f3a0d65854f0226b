import type { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

const STEP_MS = 50;

/** Lets a stream write no more than so many bytes a second; its end waits for them. */
export function slowDown(stream: Writable, bytesPerSecond: number): void {
  const [write, end] = [stream.write.bind(stream), stream.end.bind(stream)];
  const step = Math.max(1, Math.round((bytesPerSecond * STEP_MS) / 1_000));
  let tail = Promise.resolve();
  const trickle = async (bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.length && !stream.destroyed; at += step) {
      write(bytes.subarray(at, at + step));
      await wait((STEP_MS * Math.min(step, bytes.length - at)) / step);
    }
  };
  const later = (chunk: unknown): void => {
    const bytes =
      typeof chunk === "string" ? Buffer.from(chunk) : chunk instanceof Uint8Array ? Buffer.from(chunk) : null;
    if (bytes !== null) tail = tail.then(() => trickle(bytes));
  };
  const called = (rest: readonly unknown[]): void => {
    const done = rest.find((each) => typeof each === "function");
    if (typeof done === "function") void tail.then(() => Reflect.apply(done, undefined, []));
  };
  stream.write = (chunk: unknown, ...rest: unknown[]) => {
    later(chunk);
    called(rest);
    return true;
  };
  stream.end = (...rest: unknown[]) => {
    later(rest[0]);
    void tail.then(() => {
      if (!stream.destroyed) end();
      called(rest);
    });
    return stream;
  };
}
