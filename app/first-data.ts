import "server-only";
import { randomUUID } from "node:crypto";
import { type DehydratedState, dehydrate, type QueryKey } from "@tanstack/react-query";
import { makeQueryClient } from "@/lib/client/make-query-client";
import type { Problem } from "@/lib/core/errors";
import type { Call } from "@/lib/server/backend";
import { toProblem } from "@/lib/server/http/problem";
import { log } from "@/lib/server/log";

/** A page is not kept from its reader for longer than this: the browser goes on asking by itself. */
const FIRST_DATA_TIMEOUT_MS = 4_000;

/** What the server already knows when it sends a page: data for the browser's query cache, or why there is none. */
export type FirstData<T> = { data: T | null; state: DehydratedState; problem: Problem | null };

/** Loads what the first paint shows and puts it under the key that the browser's query has. Never throws. */
export async function firstData<T>(queryKey: QueryKey, load: (call: Call) => Promise<T>): Promise<FirstData<T>> {
  const queries = makeQueryClient();
  try {
    const data = await load({ timeoutMs: FIRST_DATA_TIMEOUT_MS });
    queries.setQueryData(queryKey, data);
    return { data, state: dehydrate(queries), problem: null };
  } catch (error) {
    const requestId = randomUUID();
    const problem = toProblem(error, requestId);
    log().info({ requestId, code: problem.code, error }, "page drawn without data");
    return { data: null, state: dehydrate(queries), problem };
  }
}
