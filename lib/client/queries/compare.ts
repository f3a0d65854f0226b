import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ComparedRun } from "@/lib/contract/compare";
import { type ExecutionRef, executionKey } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";

/** Two to twenty runs with inputs and outputs, in the order asked for; a run that fails to load fails alone. */
export const compareQuery = (runs: ExecutionRef[]) =>
  queryOptions({
    queryKey: ["compare", ...runs.map(executionKey)] as const,
    queryFn: ({ signal }) => fetchJson<ComparedRun[]>(apiPaths.compare(runs), { signal }),
    placeholderData: keepPreviousData,
  });
