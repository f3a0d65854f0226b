import { queryOptions } from "@tanstack/react-query";
import type { LastSuccess, NodeRun } from "@/lib/core/history/types";
import type { ExecutionRef, NodeRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

const ONE_MINUTE_MS = 60_000;

/** The newest success before a run and what differs from it; null where there is none. `ended`: the run is over. */
export const lastSuccessQuery = (ref: ExecutionRef, ended: boolean) =>
  queryOptions({
    queryKey: [...keys.execution(ref), "last-success", { ended }] as const,
    queryFn: async ({ signal }) =>
      (await fetchJson<{ success: LastSuccess | null }>(apiPaths.lastSuccess(ref), { signal })).success,
    staleTime: ended ? Number.POSITIVE_INFINITY : ONE_MINUTE_MS,
  });

/** One node in this run and in the nine before it, the newest first. */
export const nodeHistoryQuery = (ref: NodeRef, ended: boolean) =>
  queryOptions({
    queryKey: [...keys.node(ref), "history", { ended }] as const,
    queryFn: ({ signal }) => fetchJson<NodeRun[]>(apiPaths.nodeHistory(ref), { signal }),
    staleTime: ended ? Number.POSITIVE_INFINITY : ONE_MINUTE_MS,
  });
