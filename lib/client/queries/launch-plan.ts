import { queryOptions } from "@tanstack/react-query";
import type { LaunchPlan } from "@/lib/core/entity";
import type { EntityRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** A version of a launch plan. Its inputs never change, whether it is active does. */
export const launchPlanQuery = (ref: EntityRef) =>
  queryOptions({
    queryKey: keys.entity(ref),
    queryFn: ({ signal }) => fetchJson<LaunchPlan>(apiPaths.launchPlan(ref), { signal }),
    staleTime: 30_000,
  });
