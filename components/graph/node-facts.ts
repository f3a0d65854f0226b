import type { FlyteError } from "@/lib/core/execution";
import { formatCount } from "@/lib/core/format/count";
import { formatDuration } from "@/lib/core/format/duration";
import { countPhases } from "@/lib/core/graph/count-phases";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { BranchArm, Gate } from "@/lib/core/graph/types";
import { isTerminalNode, type NodePhase } from "@/lib/core/phase";

/** An arm of a conditional: its condition in words, and what is known of the choice. */
type ArmFacts = { condition: string; choice: "open" | "taken" | "not_taken" };

/**
 * All that changes on a drawn node while a run goes on, apart from its place: kept out of the drawing's nodes, so that a
 * status repaints one card and moves nothing.
 */
export type NodeFacts = {
  path: string;
  name: string;
  kind: TreeNode["kind"];
  /** What a group says behind its name: "sub-workflow, 7 nodes". Empty for other nodes. */
  groupText: string;
  phase: NodePhase;
  /** Start of a node that still runs, else null. */
  runningSinceMs: number | null;
  durationMs: number | null;
  arm: ArmFacts | null;
  /** The second line: an error, a question. */
  note: string | null;
  /** Phases of what is inside a group or of the items of a map task; null where nothing is known. */
  counts: Partial<Record<NodePhase, number>> | null;
};

/** A node that opens: it has children and is not a map task, whose items are a field and not a graph. */
export const isGroup = (node: TreeNode): boolean =>
  node.children !== null && node.children.length > 0 && node.kind !== "array";

/** Facts of every node of the tree by path, in one walk. */
export function collectFacts(tree: readonly TreeNode[]): Map<string, NodeFacts> {
  const facts = new Map<string, NodeFacts>();
  const walk = (nodes: readonly TreeNode[], parent: TreeNode | null) => {
    for (const node of nodes) {
      facts.set(node.path, factsOf(node, parent));
      if (node.children !== null) walk(node.children, node);
    }
  };
  walk(tree, null);
  return facts;
}

function factsOf(node: TreeNode, parent: TreeNode | null): NodeFacts {
  const { path, name, kind, phase } = node;
  return {
    path,
    name,
    kind,
    phase,
    groupText: isGroup(node) ? groupText(node) : "",
    ...timesOf(node),
    arm: armFacts(node, parent),
    note: noteOf(node),
    counts: node.children === null || node.children.length === 0 ? null : countPhases(node.children),
  };
}

/** Phases that end a node without a run of its own: a time beside them would be somebody else's. */
const WITHOUT_TIME: ReadonlySet<NodePhase> = new Set(["cached", "skipped", "not_run"]);

function timesOf({ phase, row }: TreeNode): Pick<NodeFacts, "runningSinceMs" | "durationMs"> {
  if (row === null || WITHOUT_TIME.has(phase)) return { runningSinceMs: null, durationMs: null };
  if (!isTerminalNode(phase)) return { runningSinceMs: row.startedMs, durationMs: null };
  return { runningSinceMs: null, durationMs: row.durationMs };
}

/** The arm of a conditional that a node is, in words. */
export function armOf(node: TreeNode, parent: TreeNode | null): string | null {
  const target = parent?.graphNode;
  if (target?.kind !== "branch") return null;
  const arm = target.arms.find(({ nodeId }) => nodeId === node.specNodeId);
  return arm === undefined ? null : armText(arm);
}

function armText({ kind, condition }: BranchArm): string {
  const words = { if: "if", else_if: "else if", else: "else", else_fail: "else fail" }[kind];
  return condition === null ? words : `${words} ${condition}`;
}

function armFacts(node: TreeNode, parent: TreeNode | null): ArmFacts | null {
  const condition = armOf(node, parent);
  if (condition === null) return null;
  if (node.phase === "skipped" || node.phase === "not_run") return { condition, choice: "not_taken" };
  return { condition, choice: node.row === null ? "open" : "taken" };
}

const WITH_ERROR: ReadonlySet<NodePhase> = new Set(["failed", "failing", "timed_out"]);

function noteOf({ phase, row, graphNode }: TreeNode): string | null {
  if (row?.error && WITH_ERROR.has(phase)) return errorText(row.error);
  return graphNode?.kind === "gate" ? gateText(graphNode.gate, phase === "paused") : null;
}

const errorText = ({ code, message }: FlyteError): string | null =>
  code || (message.split("\n", 1)[0] ?? "").slice(0, 120) || null;

function gateText(gate: Gate, isWaiting: boolean): string {
  switch (gate.kind) {
    case "approve":
      return isWaiting ? "waits for approval" : "approval";
    case "signal":
      return isWaiting ? `waits for ${gate.outputName}` : `asks for ${gate.outputName}`;
    case "sleep":
      return `sleeps ${formatDuration(gate.durationMs)}`;
  }
}

const GROUP_WORDS: Partial<Record<TreeNode["kind"], string>> = {
  sub_workflow: "sub-workflow",
  launch_plan: "launch plan",
  dynamic: "dynamic",
  failure: "failure node",
};

function groupText({ kind, children, graphNode }: TreeNode): string {
  if (graphNode?.kind === "branch") return `conditional, ${plural(graphNode.arms.length, "arm")}`;
  return `${GROUP_WORDS[kind] ?? "group"}, ${plural(children?.length ?? 0, "node")}`;
}

const plural = (count: number, word: string): string => `${formatCount(count)} ${word}${count === 1 ? "" : "s"}`;

/** Whether two facts draw alike. */
export const areSameFacts = (a: NodeFacts, b: NodeFacts): boolean =>
  a.phase === b.phase &&
  a.runningSinceMs === b.runningSinceMs &&
  a.durationMs === b.durationMs &&
  JSON.stringify([a.note, a.name, a.kind, a.groupText, a.arm, a.counts]) ===
    JSON.stringify([b.note, b.name, b.kind, b.groupText, b.arm, b.counts]);
