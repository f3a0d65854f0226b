import { queryOptions } from "@tanstack/react-query";
import type { Preview } from "@/lib/core/preview/types";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths, type FilePlace } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

/** What a file of a run is and its beginning. `rows` also reads the first rows of a Parquet file. Files are written once. */
export const previewQuery = (ref: ExecutionRef, place: FilePlace, { rows = false }: { rows?: boolean } = {}) =>
  queryOptions({
    queryKey: [...keys.execution(ref), "preview", place, { rows }] as const,
    queryFn: ({ signal }) => fetchJson<Preview>(apiPaths.preview(ref, place, { rows }), { signal }),
    staleTime: 300_000,
    retry: false,
  });
