import { queryOptions } from "@tanstack/react-query";
import type { NodeRow } from "@/lib/core/node";
import type { NodeRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** One node with its error in full. `parentId` is the unique id it was listed under, which Flyte does not say again. */
export const nodeRowQuery = (ref: NodeRef, parentId: string | null, ended = false) =>
  queryOptions({
    queryKey: [...keys.node(ref), "row", { parentId, ended }] as const,
    queryFn: ({ signal }) =>
      fetchJson<NodeRow>(
        `${apiPaths.nodeRow(ref)}${parentId === null ? "" : `?${new URLSearchParams({ parent: parentId })}`}`,
        { signal },
      ),
  });
