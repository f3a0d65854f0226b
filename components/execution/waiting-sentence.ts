import type { Execution } from "@/lib/core/execution";
import { explainWaiting } from "@/lib/core/failures/explain-waiting";
import { countPhases } from "@/lib/core/graph/count-phases";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import { findByPath } from "@/lib/core/graph/walk";
import type { Attempt } from "@/lib/core/node";
import type { NodePhase } from "@/lib/core/phase";

type KnownRun = {
  execution: Execution | null;
  tree: readonly TreeNode[];
  graph: WorkflowGraph | null;
  isPartial: boolean;
};

/** Only these look at the whole tree. */
const MAY_WAIT: ReadonlySet<NodePhase> = new Set(["queued", "paused", "running"]);

/** Why a node waits, in one sentence of facts; null where it does not wait or nothing is known. */
export function waitingSentence(
  { execution, tree, graph, isPartial }: KnownRun,
  node: TreeNode,
  attempts: readonly Attempt[] | undefined,
): string | null {
  if (!MAY_WAIT.has(node.phase)) return null;
  return explainWaiting({
    phase: node.phase,
    gate: node.graphNode?.kind === "gate" ? node.graphNode.gate : null,
    attempt: attempts?.at(-1) ?? null,
    upstream: upstreamOf(tree, graph, node),
    executionPhase: execution?.phase ?? null,
    maxParallelism: execution?.maxParallelism ?? null,
    runningNodes: isPartial ? null : (countPhases(tree).running ?? 0),
  });
}

/** The siblings that must end before a node starts. */
function upstreamOf(tree: readonly TreeNode[], graph: WorkflowGraph | null, node: TreeNode): TreeNode[] {
  const parent = findByPath(tree, node.path.slice(0, Math.max(0, node.path.lastIndexOf("/"))));
  const siblings = parent === null ? tree : (parent.children ?? []);
  const edges = (parent === null ? graph : parent.graph)?.edges ?? [];
  const sources = new Set(
    edges.filter(({ target, kind }) => target === node.specNodeId && kind !== "failure").map(({ source }) => source),
  );
  return siblings.filter(({ specNodeId }) => sources.has(specNodeId));
}
