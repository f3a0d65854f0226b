"use client";

import { useEffect, useRef, useState } from "react";
import type { Execution } from "@/lib/core/execution";
import { useWide } from "./use-narrow";
import type { Triage } from "./use-triage";
import type { ViewState } from "./use-view-state";

/**
 * A run that had failed before it was opened opens on the node to blame, once, where the drawer hides nothing and the URL
 * asks for nothing else. A run that fails while somebody looks opens nothing by itself.
 */
export function useOpenOnFailure(execution: Execution, triage: Triage, url: ViewState): void {
  const [hadFailed] = useState(() => execution.phase === "failed" || execution.phase === "timed_out");
  const isDone = useRef(!hadFailed);
  const isWide = useWide();
  const { cause, isReady } = triage;
  const isFree = url.node === null && url.panel === null;
  const open = url.openNode;
  useEffect(() => {
    if (isDone.current || cause === null || !isReady) return;
    isDone.current = true;
    if (isFree && isWide) open(cause.path);
  });
  // What a person opens first is what they came for.
  useEffect(() => {
    if (!isFree) isDone.current = true;
  }, [isFree]);
}
