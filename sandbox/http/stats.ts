import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";

type Count = { calls: number; errors: number; bytes: number; elapsedMs: number };

/** Counts calls, answered bytes and time by RPC since the start, for benchmarks and tests. */
export interface CallStats {
  /** Watches one call until its answer has ended. */
  watch(request: Http2ServerRequest, response: Http2ServerResponse): void;
  report(): { sinceMs: number; rpcs: Record<string, Count> };
}

export function createStats(): CallStats {
  const sinceMs = Date.now();
  const rpcs = new Map<string, Count>();
  return {
    watch: (request, response) => {
      const rpc = request.url.replace(/^\/flyteidl\.service\./, "").slice(0, 200);
      const count = rpcs.get(rpc) ?? { calls: 0, errors: 0, bytes: 0, elapsedMs: 0 };
      rpcs.set(rpc, count);
      const startedMs = performance.now();
      const { stream } = response;
      const write = stream.write.bind(stream);
      stream.write = (chunk: unknown, ...rest: unknown[]) => {
        if (chunk instanceof Uint8Array) count.bytes += chunk.length;
        return Reflect.apply(write, stream, [chunk, ...rest]) === true;
      };
      stream.once("close", () => {
        count.calls += 1;
        count.elapsedMs += performance.now() - startedMs;
        const status = stream.sentTrailers?.["grpc-status"] ?? stream.sentHeaders["grpc-status"];
        if (status !== undefined && String(status) !== "0") count.errors += 1;
      });
    },
    report: () => ({ sinceMs, rpcs: Object.fromEntries(rpcs) }),
  };
}
