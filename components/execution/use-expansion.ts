"use client";

import { useMemo, useState } from "react";
import type { TreeNode } from "@/lib/core/graph/tree";
import { type Openings, openingsOf, openPaths, revealPath, settleOpenings } from "./expansion";

/** Which groups of a tree are open. `reveal` is a path that must be on screen: its ancestors start open. */
export function useExpansion(tree: readonly TreeNode[], reveal: string | null) {
  const [openings, setOpenings] = useState<Openings>(new Map());
  const [revealed, setRevealed] = useState<string | null>(null);
  let settled = openings;
  if (reveal !== null && reveal !== revealed) {
    setRevealed(reveal);
    settled = revealPath(settled, reveal);
  }
  settled = settleOpenings(settled, tree);
  // Adjusted while rendering: the first paint of a new group already has its lasting state.
  if (settled !== openings) setOpenings(settled);
  const expanded = useMemo(() => openPaths(settled, tree), [settled, tree]);
  return {
    expanded,
    toggle: (path: string) => setOpenings(new Map(settled).set(path, !expanded.has(path))),
    /** Opens exactly these groups and closes all others that have children. */
    openOnly: (paths: ReadonlySet<string>) => setOpenings(openingsOf(paths, tree)),
  };
}

export type Expansion = ReturnType<typeof useExpansion>;
