import { queryOptions } from "@tanstack/react-query";
import type { ExecutionRef } from "@/lib/core/refs";
import type { DataOfRun } from "@/lib/core/value";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** Inputs and outputs of an execution. `ended` is part of the key: outputs are written at the end, so they are asked anew. */
export const executionDataQuery = (ref: ExecutionRef, ended = false) =>
  queryOptions({
    queryKey: [...keys.execution(ref), "data", { ended }] as const,
    queryFn: ({ signal }) => fetchJson<DataOfRun>(apiPaths.executionData(ref), { signal }),
    staleTime: ended ? 300_000 : 5_000,
  });
