import { queryOptions } from "@tanstack/react-query";
import type { DeckList } from "@/lib/contract/blobs";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "./keys";

const AGAIN_MS = 4_000;

/** Nodes of a run for which Flyte names a deck; asked again while the run goes on, as its tasks still write some. */
export const decksQuery = (ref: ExecutionRef, ended: boolean) =>
  queryOptions({
    queryKey: [...keys.execution(ref), "decks", { ended }] as const,
    queryFn: ({ signal }) => fetchJson<DeckList>(apiPaths.decks(ref), { signal }),
    staleTime: ended ? 60_000 : 0,
    refetchInterval: ended ? false : AGAIN_MS,
  });
