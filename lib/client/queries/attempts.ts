import { queryOptions } from "@tanstack/react-query";
import type { Attempt } from "@/lib/core/node";
import type { NodeRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** All attempts of a node, their errors whole. The live stream carries those of the open node. */
export const attemptsQuery = (ref: NodeRef) =>
  queryOptions({
    queryKey: [...keys.node(ref), "attempts"] as const,
    queryFn: ({ signal }) => fetchJson<Attempt[]>(apiPaths.attempts(ref), { signal }),
  });
