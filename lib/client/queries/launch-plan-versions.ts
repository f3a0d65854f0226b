import { queryOptions } from "@tanstack/react-query";
import type { LaunchPlan } from "@/lib/core/entity";
import type { Page } from "@/lib/core/page";
import type { ScopeRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** Versions of one launch plan, newest first: the first page, whose `nextToken` says that there are more. */
export const launchPlanVersionsQuery = (scope: ScopeRef, name: string) =>
  queryOptions({
    queryKey: [...keys.scope(scope), "launch-plan-versions", name] as const,
    queryFn: ({ signal }) => fetchJson<Page<LaunchPlan>>(apiPaths.launchPlanVersions(scope, name), { signal }),
    staleTime: 15_000,
  });
