"use client";

import { createContext, use, useCallback, useSyncExternalStore } from "react";
import type { FactsStore, Look } from "./facts-store";
import type { NodeFacts } from "./node-facts";

/** The store of the graph around; null outside of one. */
export const GraphStoreContext = createContext<FactsStore | null>(null);

export function useGraphStore(): FactsStore {
  const store = use(GraphStoreContext);
  if (store === null) throw new Error("a node of a graph is drawn outside of a graph");
  return store;
}

/** Facts of one node; renders again only when these change. */
export function useFacts(path: string): NodeFacts | undefined {
  const store = useGraphStore();
  const subscribe = useCallback((listener: () => void) => store.subscribe(path, listener), [store, path]);
  const read = () => store.get(path);
  return useSyncExternalStore(subscribe, read, read);
}

/** How one node is stressed; renders again only when that changes. */
export function useLook(path: string): Look {
  const store = useGraphStore();
  const subscribe = useCallback((listener: () => void) => store.subscribe(path, listener), [store, path]);
  const read = () => store.look(path);
  return useSyncExternalStore(subscribe, read, read);
}

/** The moment that running clocks show, from the page's own clock. */
export function useNowMs(): number {
  const store = useGraphStore();
  return useSyncExternalStore(store.subscribeClock, store.nowMs, store.nowMs);
}
