"use client";

import { useCallback, useEffect, useSyncExternalStore } from "react";
import { emptyLiveState } from "@/lib/core/live/reduce-live";
import type { ExecutionRef } from "@/lib/core/refs";
import type { LookedAt } from "./focus-sender";
import type { LiveView } from "./live-view";
import { holdLive, liveOf } from "./open-live";

const NOTHING_YET: LiveView = {
  state: emptyLiveState,
  connection: "connecting",
  asOfMs: null,
  staleSinceMs: null,
  retryAtMs: null,
  missed: null,
};

export type Live = LiveView & { retryNow: () => void; dismissMissed: () => void };

/**
 * The state of an execution as it changes. All callers of one execution share one stream; `focus` (unique node ids)
 * says what is looked at, which the BFF asks Flyte for first.
 */
export function useLive(ref: ExecutionRef): Live {
  const { connection, project, domain, name } = ref;
  const subscription = useCallback(
    () => liveOf({ connection, project, domain, name }).subscription,
    [connection, project, domain, name],
  );
  const subscribe = useCallback((listener: () => void) => subscription().subscribe(listener), [subscription]);
  const view = useSyncExternalStore(
    subscribe,
    () => subscription().getView(),
    () => NOTHING_YET,
  );
  // Holds the stream of this execution open while the component is mounted.
  useEffect(() => holdLive({ connection, project, domain, name }), [connection, project, domain, name]);
  return {
    ...view,
    retryNow: () => subscription().retryNow(),
    dismissMissed: () => subscription().dismissMissed(),
  };
}

/** Tells the BFF what is looked at, whenever that changes. */
export function useLiveFocus(ref: ExecutionRef, focus: LookedAt): void {
  const { connection, project, domain, name } = ref;
  const text = JSON.stringify(focus);
  useEffect(() => {
    const lookedAt: LookedAt = JSON.parse(text);
    liveOf({ connection, project, domain, name }).focus.look(lookedAt);
  }, [connection, project, domain, name, text]);
}
