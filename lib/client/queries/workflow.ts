import { queryOptions } from "@tanstack/react-query";
import type { WorkflowVersion } from "@/lib/core/entity";
import type { EntityRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** A version of a workflow with its graph. A registered version never changes. */
export const workflowQuery = (ref: EntityRef) =>
  queryOptions({
    queryKey: keys.entity(ref),
    queryFn: ({ signal }) => fetchJson<WorkflowVersion>(apiPaths.workflow(ref), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
