import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import { levelDag } from "./level-path";
import { wallClockSlack } from "./wall-clock-path";

/** Less slack than this share of the run is within the noise of the clocks. */
const MIN_SLACK_SHARE = 0.01;

/** The slack of those nodes that have enough of it, in a run of `runMs`, to be told to a person. */
export function slackToTell(slackMs: ReadonlyMap<string, number>, runMs: number): ReadonlyMap<string, number> {
  return new Map([...slackMs].filter(([, ms]) => ms >= runMs * MIN_SLACK_SHARE && ms > 0));
}

/**
 * How much longer each node could have taken without the run ending later, in ms by path; a node in a group has the slack
 * of the group as well. Levels without a graph are left out: who waits for whom is not known there. For runs that have
 * ended: before, what still comes may wait for anybody. Linear in nodes and edges.
 */
export function runSlack(
  tree: readonly TreeNode[],
  graph: WorkflowGraph | null,
  clockMs: number,
): ReadonlyMap<string, number> {
  const slackMs = new Map<string, number>();
  const visit = (level: readonly TreeNode[], levelGraph: WorkflowGraph | null, ofParentMs: number): void => {
    if (levelGraph === null) return;
    for (const [path, ms] of wallClockSlack(levelDag(level, levelGraph, clockMs))) slackMs.set(path, ms + ofParentMs);
    for (const node of level) {
      if (node.children !== null) visit(node.children, node.graph, slackMs.get(node.path) ?? ofParentMs);
    }
  };
  visit(tree, graph, 0);
  return slackMs;
}
