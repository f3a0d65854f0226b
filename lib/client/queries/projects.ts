import { queryOptions } from "@tanstack/react-query";
import type { Project } from "@/lib/core/entity";
import type { ConnectionName } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** All projects with their domains. */
export const projectsQuery = (connection: ConnectionName) =>
  queryOptions({
    queryKey: keys.projects(connection),
    queryFn: ({ signal }) => fetchJson<Project[]>(apiPaths.projects(), { signal }),
    staleTime: 60_000,
  });
