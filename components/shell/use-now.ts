"use client";

import { createContext, use, useSyncExternalStore } from "react";

/**
 * When the server made this page, ms since the epoch: while the page comes to life every clock shows this moment, so
 * that server and browser draw the same text.
 */
export const RenderedAt = createContext(0);

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** Now, in ms since the epoch, in steps of `stepMs`: the component is drawn again once a step, all on one timer. */
export function useNow(stepMs = 1_000): number {
  const renderedAtMs = use(RenderedAt);
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / stepMs) * stepMs,
    () => renderedAtMs,
  );
}
