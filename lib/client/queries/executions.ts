import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ExecutionListQuery } from "@/lib/contract/executions";
import type { Execution } from "@/lib/core/execution";
import type { Page } from "@/lib/core/page";
import { isTerminalExecution } from "@/lib/core/phase";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** How long a list waits for its next refresh: while a run on it is alive, while all have ended, after a failure. */
const ALIVE_MS = 2_000;
const ENDED_MS = 15_000;
const FAILED_MS = 4_000;

/**
 * One page of the executions list; the key holds every parameter. Rows of the last page stay until the next has come.
 * It refreshes itself, also after a failure, so a page recovers without its reader.
 */
export const executionsQuery = (query: ExecutionListQuery) =>
  queryOptions({
    queryKey: [...keys.scope(query.scope), "executions", { ...query, scope: undefined }] as const,
    queryFn: ({ signal }) =>
      fetchJson<Page<Execution>>(`${apiPaths.executions(query.scope)}?${searchOf(query)}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 1_000,
    // One blip is not news; after that the interval is the retry.
    retry: 1,
    refetchInterval: ({ state }) => (state.status === "error" ? FAILED_MS : isAlive(state.data) ? ALIVE_MS : ENDED_MS),
  });

const isAlive = (page: Page<Execution> | undefined): boolean =>
  page?.items.some(({ phase }) => !isTerminalExecution(phase)) ?? false;

function searchOf({ phase, name, workflow, sort, descending, limit, token }: ExecutionListQuery): URLSearchParams {
  return new URLSearchParams([
    ...phase.map((each) => ["phase", each]),
    ...(name === "" ? [] : [["name", name]]),
    ...(workflow === "" ? [] : [["workflow", workflow]]),
    ["sort", sort],
    ["descending", String(descending)],
    ["limit", String(limit)],
    ...(token === null ? [] : [["token", token]]),
  ]);
}
