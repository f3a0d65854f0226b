import { queryOptions } from "@tanstack/react-query";
import type { EntityName } from "@/lib/core/entity";
import type { ScopeRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** Names of the launch plans of a project and domain. */
export const launchPlanNamesQuery = (scope: ScopeRef) =>
  queryOptions({
    queryKey: [...keys.scope(scope), "launch-plan-names"] as const,
    queryFn: ({ signal }) => fetchJson<EntityName[]>(apiPaths.launchPlanNames(scope), { signal }),
    staleTime: 30_000,
  });
