import { queryOptions } from "@tanstack/react-query";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { NodeRef } from "@/lib/core/refs";
import type { DataOfRun } from "@/lib/core/value";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** What a node was given and produced; `dynamicGraph` is what a dynamic task compiled to. */
type NodeData = DataOfRun & { dynamicGraph: WorkflowGraph | null };

/** Data of a node. `ended` is part of the key: outputs are written at the end, so they are asked anew. */
export const nodeDataQuery = (ref: NodeRef, ended = false) =>
  queryOptions({
    queryKey: [...keys.node(ref), "data", { ended }] as const,
    queryFn: ({ signal }) => fetchJson<NodeData>(apiPaths.nodeData(ref), { signal }),
    staleTime: ended ? 300_000 : 5_000,
  });
