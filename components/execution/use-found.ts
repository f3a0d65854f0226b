"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { nodeKindText } from "@/components/nodes/node-kind";
import { matchNodes } from "@/lib/core/graph/match-nodes";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { Expansion } from "./use-expansion";
import type { ViewState } from "./use-view-state";

const NOTHING: ReadonlySet<string> = new Set();

/**
 * What the search of the page and the chosen phases find. The graph stresses the matches and moves nothing; views of rows show them alone, with
 * the groups around them open: `rows` holds the openings for those.
 */
export function useFound(tree: readonly TreeNode[], url: ViewState, selectedPath: string | null, own: Expansion) {
  // The field keeps up with the keys where the tree is large.
  const query = useDeferredValue(url.find);
  const phases = url.phase;
  const found = useMemo(() => matchNodes(tree, { query, phases }, nodeKindText), [tree, query, phases]);
  const matches = useMemo(() => (found === null ? null : new Set(found.paths)), [found]);
  const at = selectedPath === null ? -1 : (found?.paths.indexOf(selectedPath) ?? -1);
  const openings = useFoundOpenings(found?.around ?? NOTHING, `${phases.join()} ${query}`);
  const step = (by: 1 | -1): void => {
    if (found === null || found.paths.length === 0) return;
    const { length } = found.paths;
    const next = at < 0 ? (by > 0 ? 0 : length - 1) : (at + by + length) % length;
    const path = found.paths[next];
    if (path !== undefined) url.selectNode(path);
  };
  return {
    found,
    matches,
    /** Place of the selected node among the matches, from 0; -1 where it is none. */
    at,
    currentMatch: at < 0 ? null : selectedPath,
    step,
    rows:
      found === null
        ? { shown: null, expanded: own.expanded, onToggle: own.toggle }
        : { shown: found.shown, ...openings },
  };
}

export type Found = ReturnType<typeof useFound>;

/** Groups around matches are open until a person closes them, for as long as the search is the same. */
function useFoundOpenings(around: ReadonlySet<string>, search: string) {
  const [closed, setClosed] = useState<{ search: string; paths: ReadonlySet<string> }>({ search, paths: NOTHING });
  const paths = closed.search === search ? closed.paths : NOTHING;
  const expanded = useMemo(
    () => (paths.size === 0 ? around : new Set([...around].filter((path) => !paths.has(path)))),
    [around, paths],
  );
  const onToggle = (path: string): void => {
    const next = new Set(paths);
    if (!next.delete(path)) next.add(path);
    setClosed({ search, paths: next });
  };
  return { expanded, onToggle };
}
