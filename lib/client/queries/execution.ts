import { queryOptions } from "@tanstack/react-query";
import type { Execution } from "@/lib/core/execution";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** One execution with its error in full. A page that watches it uses the live stream instead. */
export const executionQuery = (ref: ExecutionRef) =>
  queryOptions({
    queryKey: [...keys.execution(ref), "row"] as const,
    queryFn: ({ signal }) => fetchJson<Execution>(apiPaths.execution(ref), { signal }),
  });
