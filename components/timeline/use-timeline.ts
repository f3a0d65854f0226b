"use client";

import { useMemo } from "react";
import { nodeLines } from "@/components/nodes/node-lines";
import { countPhases } from "@/lib/core/graph/count-phases";
import { firstFailure } from "@/lib/core/graph/first-failure";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { Attempt } from "@/lib/core/node";
import { isTerminalExecution } from "@/lib/core/phase";
import { nodeSpan } from "@/lib/core/time/node-span";
import { runSlack, slackToTell } from "@/lib/core/time/run-slack";
import { runTime } from "@/lib/core/time/run-time";
import { nodesInWindow, type RunTimes, runWindow } from "@/lib/core/time/run-window";
import type { Window } from "@/lib/core/time/wall-clock-path";
import { idleGaps, taskSpans } from "./activity";
import { growingDomain } from "./run-domain";

export type TimelineSource = {
  run: RunTimes;
  tree: readonly TreeNode[];
  graph: WorkflowGraph | null;
  attempts: Readonly<Record<string, readonly Attempt[]>>;
  expanded: ReadonlySet<string>;
  /** Paths of the only nodes that have a row; null for all. */
  shown?: ReadonlySet<string> | null;
  window: Window | null;
  nowMs: number;
};

const NO_SLACK: ReadonlyMap<string, number> = new Map();

/** All that the timeline is drawn from. The clock stands once the run has ended, and with it everything here. */
export function useTimeline({ run, tree, graph, attempts, expanded, shown, window, nowMs }: TimelineSource) {
  const isRunning = !isTerminalExecution(run.phase);
  const { fromMs, toMs: clockMs } = runWindow(run, nowMs);
  const wallClock = useMemo(() => ({ fromMs, toMs: clockMs }), [fromMs, clockMs]);
  const spans = useMemo(() => taskSpans(tree, clockMs), [tree, clockMs]);
  const domain = useDomain(tree, wallClock, isRunning);
  const time = useMemo(() => runTime({ tree, graph, wallClock, attempts }), [tree, graph, wallClock, attempts]);
  const slackMs = useMemo(
    () => (isRunning ? NO_SLACK : slackToTell(runSlack(tree, graph, clockMs), clockMs - fromMs)),
    [tree, graph, clockMs, fromMs, isRunning],
  );
  // What is in the window changes only as long as something runs in it.
  const inWindow = useMemo(
    () => (window === null ? null : nodesInWindow(tree, window, clockMs)),
    [tree, window, clockMs],
  );
  const all = useMemo(() => nodeLines(tree, expanded, shown), [tree, expanded, shown]);
  const lines = useMemo(
    () => (inWindow === null ? all : all.filter(({ node }) => inWindow.has(node.path))),
    [all, inWindow],
  );
  const gaps = useMemo(() => idleGaps(spans, wallClock), [spans, wallClock]);
  const counts = useMemo(() => countPhases(tree), [tree]);
  const failureMs = useMemo(() => failedAtMs(tree, clockMs), [tree, clockMs]);
  return { isRunning, wallClock, clockMs, spans, domain, time, slackMs, lines, gaps, counts, failureMs };
}

/** Room for everything that ran: what was stopped with the run may end after it. */
function useDomain(tree: readonly TreeNode[], wallClock: Window, isRunning: boolean): Window {
  const { fromMs, toMs } = useMemo(() => {
    let { fromMs: firstMs, toMs: lastMs } = wallClock;
    for (const node of tree) {
      const span = nodeSpan(node, wallClock.toMs);
      if (span === null) continue;
      firstMs = Math.min(firstMs, span.fromMs);
      lastMs = Math.max(lastMs, span.toMs);
    }
    const domain = { fromMs: firstMs, toMs: Math.max(lastMs, firstMs + 1) };
    return isRunning ? growingDomain(domain) : domain;
  }, [tree, wallClock, isRunning]);
  // The same moments are the same domain: a scale that stands still draws no row anew.
  return useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
}

function failedAtMs(tree: readonly TreeNode[], clockMs: number): number | null {
  const failure = firstFailure(tree);
  return failure === null ? null : (nodeSpan(failure, clockMs)?.toMs ?? null);
}
