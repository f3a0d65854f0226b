"use client";

import { useShortcut } from "@/components/shell/use-shortcut";

const GROUP = "Execution";

/** The keys of an execution's page; they are listed behind `?`. */
export function useRunShortcuts({
  hasFailures,
  onView,
  onNextFailure,
  onWalk,
}: {
  hasFailures: boolean;
  onView: (view: "graph" | "timeline" | "nodes") => void;
  onNextFailure: () => void;
  /** By so many nodes down the tree, as far as it is open. */
  onWalk: (by: 1 | -1) => void;
}): void {
  useShortcut({ keys: "g g", label: "Show the graph", group: GROUP, run: () => onView("graph") });
  useShortcut({ keys: "g t", label: "Show the timeline", group: GROUP, run: () => onView("timeline") });
  useShortcut({ keys: "g n", label: "Show the nodes", group: GROUP, run: () => onView("nodes") });
  useShortcut({ keys: "j", label: "Next node", group: GROUP, run: () => onWalk(1) });
  useShortcut({ keys: "k", label: "Previous node", group: GROUP, run: () => onWalk(-1) });
  useShortcut({ keys: "f", label: "Next failure", group: GROUP, run: onNextFailure, enabled: hasFailures });
}
