import { queryOptions } from "@tanstack/react-query";
import type { TaskVersion } from "@/lib/core/entity";
import type { EntityRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** A version of a task. A registered version never changes. */
export const taskQuery = (ref: EntityRef) =>
  queryOptions({
    queryKey: keys.entity(ref),
    queryFn: ({ signal }) => fetchJson<TaskVersion>(apiPaths.task(ref), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
