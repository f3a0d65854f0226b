"use client";

import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";

import type { NodePhase } from "@/lib/core/phase";
import { NODE_PHASES } from "./node-phases";

const VIEWS = ["graph", "timeline", "nodes"] as const;
export type View = (typeof VIEWS)[number];

const TABS = ["overview", "inputs", "outputs", "logs", "timing", "task", "deck", "history"] as const;
export type DrawerTab = (typeof TABS)[number];

const PANELS = ["data", "files"] as const;
export type Panel = (typeof PANELS)[number];

const search = {
  /** null: as the width of the page says. */
  view: parseAsStringLiteral(VIEWS),
  /** Path of spec node ids, or a unique node id. */
  node: parseAsString,
  /** Flyte's retry attempt, from 0; null for the last. */
  attempt: parseAsInteger,
  tab: parseAsStringLiteral(TABS).withDefault("overview"),
  panel: parseAsStringLiteral(PANELS),
  /** What is looked for among the nodes (see `matchNodes`). */
  find: parseAsString.withDefault(""),
  /** The phases of which nodes are shown alone; none for all. */
  phase: parseAsArrayOf(parseAsStringLiteral(NODE_PHASES)).withDefault([]),
  /** Whether graph and timeline show the critical path. */
  path: parseAsBoolean.withDefault(true),
};

/** What a pasted link restores. A node and a panel share the place at the right: opening one closes the other. */
export function useViewState() {
  const [state, set] = useQueryStates(search, { history: "replace" });
  return {
    ...state,
    setView: (view: View) => void set({ view }),
    showPath: (path: boolean) => void set({ path }),
    setPhases: (phase: NodePhase[]) => void set({ phase }),
    setFind: (find: string) => void set({ find }),
    showAll: () => void set({ find: null, phase: null }),
    setTab: (tab: DrawerTab) => void set({ tab }),
    setAttempt: (attempt: number | null) => void set({ attempt }),
    openNode: (node: string, tab?: DrawerTab) =>
      void set({ node, attempt: null, panel: null, ...(tab !== undefined && { tab }) }),
    /** From a view: null where nothing is selected any more. */
    selectNode: (node: string | null) =>
      void set(node === null ? { node, attempt: null, tab: null } : { node, attempt: null, panel: null }),
    closeSide: () => void set({ node: null, attempt: null, tab: null, panel: null }),
    openPanel: (panel: Panel | null) => void set({ panel, node: null, attempt: null, tab: null }),
  };
}

export type ViewState = ReturnType<typeof useViewState>;
