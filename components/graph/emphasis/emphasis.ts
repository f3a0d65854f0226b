import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import { type Reach, reachOf } from "./reach";

/** What a person has asked the graph to stress; nothing of it moves a node. */
export type Asked = {
  /** Paths that a search or a filter has found; null without one. */
  matches?: ReadonlySet<string> | null | undefined;
  /** The match that the person stands at: it wears a ring and the camera goes there. */
  currentMatch?: string | null | undefined;
  /** Only what feeds a node, or only what it feeds, stays lit. */
  focusOn?: { path: string; direction: Reach } | null | undefined;
  /** The chain that decided when the run ended, and how much later other nodes could have ended. */
  criticalPath?: { onPath: ReadonlySet<string>; slackMs: ReadonlyMap<string, number> } | null | undefined;
};

/** The same, ready to be looked up by path. */
export type Emphasis = {
  /** What stays lit; null for everything. */
  lit: ReadonlySet<string> | null;
  currentMatch: string | null;
  onPath: ReadonlySet<string>;
  slackMs: ReadonlyMap<string, number>;
};

export const NO_EMPHASIS: Emphasis = { lit: null, currentMatch: null, onPath: new Set(), slackMs: new Map() };

/** What stays lit of a tree: found by the search, reached from the node in focus, and the groups around both. */
export function emphasisOf(asked: Asked, tree: readonly TreeNode[], graph: WorkflowGraph | null): Emphasis {
  const { matches, currentMatch, focusOn, criticalPath } = asked;
  if (!matches && !currentMatch && !focusOn && !criticalPath) return NO_EMPHASIS;
  const reached = focusOn ? reachOf(tree, graph, focusOn.path, focusOn.direction) : null;
  return {
    lit: withGroups(meet(matches ?? null, reached)),
    currentMatch: currentMatch ?? null,
    onPath: criticalPath?.onPath ?? NO_EMPHASIS.onPath,
    slackMs: criticalPath?.slackMs ?? NO_EMPHASIS.slackMs,
  };
}

function meet(a: ReadonlySet<string> | null, b: ReadonlySet<string> | null): ReadonlySet<string> | null {
  if (a === null || b === null) return a ?? b;
  return new Set([...a].filter((path) => b.has(path)));
}

/** A group with something lit inside is lit, whether or not it is open. */
function withGroups(paths: ReadonlySet<string> | null): ReadonlySet<string> | null {
  if (paths === null) return null;
  const lit = new Set(paths);
  for (const path of paths) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) lit.add(path.slice(0, end));
  }
  return lit;
}
