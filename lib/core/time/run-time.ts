import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { Attempt } from "@/lib/core/node";
import { levelDag } from "./level-path";
import { nodeParts } from "./node-parts";
import { nodeSpan } from "./node-span";
import { clipSegments, SegmentRow, type TimeSegment } from "./time-part";
import { type Window, wallClockPath } from "./wall-clock-path";

export type RunTime = {
  /** Nodes on the chain that decided when the run ended, in its order: those without a known child on it. */
  chain: string[];
  /** The same with the groups they are in. */
  onPath: ReadonlySet<string>;
  /** The wall clock without gap or overlap, along the chain. */
  segments: TimeSegment[];
  /** How many nodes of the chain have only their own times, so that setup and failed attempts count as their run. */
  coarse: number;
  /** On some level of the chain there is no graph, and who waited for whom is read from the times. */
  inferred: boolean;
};

export type RunSource = {
  tree: readonly TreeNode[];
  graph: WorkflowGraph | null;
  /** From the start of the run to its end, or to now. */
  wallClock: Window;
  /** Attempts that are known, by unique node id. */
  attempts: Readonly<Record<string, readonly Attempt[]>>;
};

type Walk = { source: RunSource; chain: string[]; onPath: Set<string>; coarse: number; inferred: boolean };
type Level = { nodes: readonly TreeNode[]; graph: WorkflowGraph | null; window: Window; lead: TimeSegment[] };

/**
 * Where the time of a run went: the chain of nodes that decided its end, down into groups, and what each moment of it was
 * spent on. The segments sum to the wall clock to the millisecond whatever the clocks of the nodes say. Linear in nodes
 * and edges of the levels that the chain passes.
 */
export function runTime(source: RunSource): RunTime {
  const walk: Walk = { source, chain: [], onPath: new Set(), coarse: 0, inferred: false };
  const segments = walkLevel(walk, { nodes: source.tree, graph: source.graph, window: source.wallClock, lead: [] });
  return { segments, chain: walk.chain, onPath: walk.onPath, coarse: walk.coarse, inferred: walk.inferred };
}

/** `lead` is what the parent did before its first child; the rest of what no child covers is Flyte's. */
function walkLevel(walk: Walk, { nodes, graph, window, lead }: Level): TimeSegment[] {
  const level = levelDag(nodes, graph, walk.source.wallClock.toMs);
  const { path, segments } = wallClockPath(window, level);
  if (level.inferred && path.length > 1) walk.inferred = true;
  const byPath = new Map(nodes.map((node) => [node.path, node]));
  const runs = new Map(segments.flatMap((segment) => (segment.kind === "run" ? [[segment.id, segment] as const] : [])));
  const between = segments.flatMap((segment) => {
    if (segment.kind === "run") return [];
    return segment.kind === "lead" ? covered(lead, segment) : covered([], segment);
  });
  const within = path.flatMap((id) => {
    const node = byPath.get(id);
    return node === undefined ? [] : walkNode(walk, node, runs.get(id) ?? null);
  });
  return [...between, ...within].sort((a, b) => a.fromMs - b.fromMs);
}

/** `window` is the time that the chain spends on the node; null when it spends none. */
function walkNode(walk: Walk, node: TreeNode, window: Window | null): TimeSegment[] {
  const { wallClock, attempts } = walk.source;
  walk.onPath.add(node.path);
  const parts = nodeParts(node, wallClock.toMs, attempts[node.row?.nodeId ?? ""]);
  const { children } = node;
  if (window !== null && children !== null && children.some((child) => nodeSpan(child, wallClock.toMs) !== null)) {
    const lead = leadSegments(node, wallClock.toMs, parts?.segments ?? []);
    return walkLevel(walk, { nodes: children, graph: node.graph, window, lead });
  }
  walk.chain.push(node.path);
  if (window === null || parts === null) return [];
  if (parts.source === "nodes" && hasTask(node)) walk.coarse += 1;
  return clipSegments(parts.segments, window);
}

const hasTask = ({ kind, phase }: TreeNode): boolean =>
  kind !== "gate" && kind !== "launch_plan" && phase !== "cached" && phase !== "recovered";

/** What a group did before the first child of its last attempt: wait, run its own task, fail. */
function leadSegments(node: TreeNode, clockMs: number, own: readonly TimeSegment[]): TimeSegment[] {
  const span = nodeSpan(node, clockMs);
  if (span === null) return [];
  const row = new SegmentRow({ fromMs: span.fromMs, toMs: span.toMs });
  row.fill("queued", span.startedMs);
  const earlier = node.earlier.flatMap(({ children }) => children);
  if (earlier.length > 0) {
    row.fill("flyte", firstMs(earlier, clockMs));
    row.fill("retries", firstMs(node.children ?? [], clockMs));
    return row.segments;
  }
  // The task of a dynamic node ends before its children begin: what lies between is not its teardown.
  return node.kind === "dynamic" ? own.filter(({ part }) => part !== "teardown") : row.segments;
}

function firstMs(nodes: readonly TreeNode[], clockMs: number): number | null {
  const starts = nodes.flatMap((node) => nodeSpan(node, clockMs)?.fromMs ?? []);
  return starts.length === 0 ? null : Math.min(...starts);
}

/** A window as the segments tell it, and as Flyte's where they say nothing. */
function covered(segments: readonly TimeSegment[], window: Window): TimeSegment[] {
  const row = new SegmentRow(window);
  for (const { part, fromMs, toMs, attempt } of clipSegments(segments, window)) {
    row.fill("flyte", fromMs);
    row.fill(part, toMs, attempt);
  }
  row.fill("flyte", window.toMs);
  return row.segments;
}
