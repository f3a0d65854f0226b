import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** Calls to Flyte made while one request was answered: the figures of its `Server-Timing` header. */
type UpstreamTally = { calls: number; elapsedMs: number };

declare global {
  /** Pages and handlers are bundled apart but share one backend, so what it records into must be one too. */
  var contrailUpstream: AsyncLocalStorage<UpstreamTally> | undefined;
}

globalThis.contrailUpstream ??= new AsyncLocalStorage<UpstreamTally>();
const tally = globalThis.contrailUpstream;

/** Runs `work` and tells what it asked of Flyte, sums over calls that may have run side by side. */
export async function countingUpstream<T>(work: () => Promise<T>): Promise<{ result: T; upstream: UpstreamTally }> {
  const upstream: UpstreamTally = { calls: 0, elapsedMs: 0 };
  return { result: await tally.run(upstream, work), upstream };
}

/** Runs work that outlives the request that began it, so its calls are not that request's. */
export function uncounted<T>(work: () => T): T {
  return tally.exit(work);
}

/** Called by a backend once for each call it made. */
export function recordUpstreamCall(elapsedMs: number): void {
  const current = tally.getStore();
  if (current === undefined) return;
  current.calls += 1;
  current.elapsedMs += elapsedMs;
}
