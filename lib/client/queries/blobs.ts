import { queryOptions } from "@tanstack/react-query";
import type { BlobList } from "@/lib/contract/blobs";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** Blobs that the literals of an execution name. `ended` is part of the key: a running one still makes some. */
export const blobsQuery = (ref: ExecutionRef, ended = false) =>
  queryOptions({
    queryKey: [...keys.execution(ref), "blobs", { ended }] as const,
    queryFn: ({ signal }) => fetchJson<BlobList>(apiPaths.blobs(ref), { signal }),
    staleTime: ended ? 300_000 : 10_000,
  });
