import "server-only";
import { randomUUID } from "node:crypto";
import { countingUpstream } from "@/lib/server/upstream";
import { failedResponse } from "./problem";

/** `immutable`: a registered version never changes; it may be kept by this browser, never by a shared cache. */
export type CacheRule = "none" | "immutable";

const CACHE_CONTROL: Record<CacheRule, string> = { none: "no-store", immutable: "private, max-age=3600" };

/**
 * Runs one handler as a request: its result becomes JSON (a `Response` goes through as it is, `undefined` is 204), its
 * failure a problem body, and every answer tells its request id and what it asked of Flyte (`Server-Timing`).
 */
export async function answer(
  request: Request,
  cache: CacheRule,
  work: (requestId: string) => Promise<unknown>,
): Promise<Response> {
  const requestId = randomUUID();
  const { result, upstream } = await countingUpstream(async () => {
    try {
      return toResponse(await work(requestId), cache);
    } catch (error) {
      return failedResponse(error, request, requestId);
    }
  });
  result.headers.set("x-request-id", requestId);
  result.headers.append("server-timing", `upstream;dur=${upstream.elapsedMs.toFixed(1)};desc="${upstream.calls}"`);
  return result;
}

function toResponse(result: unknown, cache: CacheRule): Response {
  if (result instanceof Response) return result;
  if (result === undefined) return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
  return Response.json(result, {
    headers: { "cache-control": CACHE_CONTROL[cache], "x-content-type-options": "nosniff" },
  });
}
