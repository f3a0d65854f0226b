import "server-only";
import { z } from "zod";
import { getBackend } from "@/lib/server";
import type { FlyteBackend } from "@/lib/server/backend";
import { answer, type CacheRule } from "./answer";
import { readJson } from "./body";
import { parse, searchObject } from "./parse";
import { refuseCrossSite } from "./same-site";

/** What Next hands to a handler beside the request. */
type RouteContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
type Handler = (request: Request, context: RouteContext) => Promise<Response>;

type Given<P> = {
  params: P;
  /** Reading it throws `unavailable` while FLYTE_ADMIN_URL is not set. */
  readonly backend: FlyteBackend;
  /** Aborted when the browser goes away. */
  signal: AbortSignal;
  requestId: string;
  /** For handlers that hand out files: parts of them, and where a browser will put them. */
  headers: Headers;
};

/** Parameters of a path without parts to fill. */
export const noParams = z.object({});

/** A GET handler in one expression: parses the path, gives the handler plain values, answers JSON or a problem. */
export function route<P extends z.ZodType>(
  params: P,
  handle: (given: Given<z.output<P>>) => unknown,
  options: { cache?: CacheRule } = {},
): Handler {
  return (request, context) =>
    answer(request, options.cache ?? "none", async (requestId) =>
      handle(given(request, requestId, parse(params, (await context.params) ?? {}, "address"))),
    );
}

/** As `route` for a handler that reads the query too. */
export function searchRoute<P extends z.ZodType, S extends z.ZodType>(
  params: P,
  search: S,
  handle: (given: Given<z.output<P>> & { search: z.output<S> }) => unknown,
): Handler {
  return (request, context) =>
    answer(request, "none", async (requestId) => {
      const path = parse(params, (await context.params) ?? {}, "address");
      const asked = parse(search, searchObject(new URL(request.url).searchParams), "query");
      return handle(Object.assign(given(request, requestId, path), { search: asked }));
    });
}

/** A POST handler: as `route`, and refuses what another site's page sent and what is not JSON of `body`'s shape. */
export function mutation<P extends z.ZodType, B extends z.ZodType>(
  params: P,
  body: B,
  handle: (given: Given<z.output<P>> & { body: z.output<B> }) => unknown,
): Handler {
  return (request, context) =>
    answer(request, "none", async (requestId) => {
      refuseCrossSite(request.headers);
      const path = parse(params, (await context.params) ?? {}, "address");
      const sent = parse(body, await readJson(request), "body");
      return handle(Object.assign(given(request, requestId, path), { body: sent }));
    });
}

function given<P>(request: Request, requestId: string, params: P): Given<P> {
  return {
    params,
    get backend() {
      return getBackend();
    },
    signal: request.signal,
    requestId,
    headers: request.headers,
  };
}
