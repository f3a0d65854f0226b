"use client";

import { useMemo } from "react";
import { runSlack, slackToTell } from "@/lib/core/time/run-slack";
import { runTime } from "@/lib/core/time/run-time";
import { runWindow } from "@/lib/core/time/run-window";
import type { Run } from "./use-run";

const NO_SLACK: ReadonlyMap<string, number> = new Map();

/**
 * The chain of nodes that decided how long the run was, and how much longer others could have taken; null while it is not
 * shown. It follows what the stream tells, not the clock. Slack is known once the run has ended: before, what still comes
 * may wait for anybody.
 */
export function useCriticalPath({ execution, tree, graph, snapshot, ended }: Run, isShown: boolean) {
  const asOfMs = snapshot?.asOfMs ?? 0;
  return useMemo(() => {
    if (!isShown || execution === null) return null;
    const wallClock = runWindow(execution, asOfMs);
    const { onPath } = runTime({ tree, graph, wallClock, attempts: {} });
    const runMs = wallClock.toMs - wallClock.fromMs;
    return { onPath, slackMs: ended ? slackToTell(runSlack(tree, graph, wallClock.toMs), runMs) : NO_SLACK };
  }, [isShown, execution, tree, graph, asOfMs, ended]);
}
