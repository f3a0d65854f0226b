"use client";

import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 639.98px)";

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

/** A phone: the graph is not the first thing to see there. The server draws the wide page. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
