"use client";

import { useSyncExternalStore } from "react";

/** A phone: the graph is not the first thing to see there. The server draws the wide page. */
export const useNarrow = (): boolean => useMedia("(max-width: 639.98px)");

/** Wide enough for a drawer beside the views. */
export const useWide = (): boolean => useMedia("(min-width: 1024px)");

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}
