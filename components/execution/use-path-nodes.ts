"use client";

import { useMemo } from "react";
import { longestOnPath } from "@/lib/core/time/longest-on-path";
import { runTime } from "@/lib/core/time/run-time";
import { runWindow } from "@/lib/core/time/run-window";
import type { Run } from "./use-run";

/** The BFF looks at 20 nodes a browser; one of them is the selected one. */
const MAX_NODES = 19;

/** Nodes whose attempts the timeline is made of, by unique id; none while another view is shown. */
export function usePathNodes({ execution, tree, graph, snapshot }: Run, isShown: boolean): readonly string[] {
  const asOfMs = snapshot?.asOfMs ?? 0;
  return useMemo(() => {
    if (!isShown || execution === null) return [];
    const wallClock = runWindow(execution, asOfMs);
    const time = runTime({ tree, graph, wallClock, attempts: {} });
    return longestOnPath(tree, time, wallClock.toMs, MAX_NODES);
  }, [isShown, execution, tree, graph, asOfMs]);
}
