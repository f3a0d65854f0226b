import type { NodeRow } from "../node";
import type { NodePhase } from "../phase";
import { absentPhase, type LevelState, rollUpPhase } from "./absent-phase";
import { groupRows, lastGroup, type RetryGroup } from "./group-rows";
import { levelState } from "./level-state";
import type { TreeNode } from "./tree";
import type { GraphNode, WorkflowGraph } from "./types";

export type TreeSource = {
  graph: WorkflowGraph | null;
  rows: readonly NodeRow[];
  /** Compiled graphs of dynamic nodes by unique node id. */
  dynamicGraphs: Readonly<Record<string, WorkflowGraph>>;
  /** Whether the execution has ended: a node without a row is then `not_run`, before that `queued`. */
  ended: boolean;
};

type Context = { byParent: ReadonlyMap<string | null, RetryGroup[]>; source: TreeSource };
type Level = { graph: WorkflowGraph | null; path: string; state: LevelState };

/**
 * The tree of a run: graph nodes joined with their rows. A row belongs to the node of its parent's graph that has its
 * spec node id; unique ids are never parsed. Rows whose parent is not known yet have no place and are left out. One pass
 * over rows and graph nodes.
 */
export function buildTree(source: TreeSource): TreeNode[] {
  const context: Context = { byParent: groupRows(source.rows), source };
  const rows = lastGroup(context.byParent.get(null))?.rows ?? [];
  return buildLevel(context, { graph: source.graph, path: "", state: source.ended ? "over" : "open" }, rows);
}

function buildLevel(context: Context, level: Level, rows: readonly NodeRow[]): TreeNode[] {
  const left = new Map<string, NodeRow>();
  const twins: NodeRow[] = [];
  for (const row of rows) {
    if (left.has(row.specNodeId)) twins.push(row);
    else left.set(row.specNodeId, row);
  }
  const failureIds = failureTargets(level.graph);
  const graphNodes = new Map<string, GraphNode>();
  const nodes: TreeNode[] = [];
  for (const graphNode of level.graph?.nodes ?? []) {
    const { id } = graphNode;
    const row = left.get(id) ?? null;
    left.delete(id);
    graphNodes.set(id, graphNode);
    nodes.push(buildNode(context, level, { graphNode, row, isFailure: failureIds.has(id), path: id }));
  }
  for (const [path, row] of left)
    nodes.push(buildNode(context, level, { graphNode: null, row, isFailure: false, path }));
  return twins.length === 0 ? nodes : [...nodes, ...buildTwins(context, level, twins, graphNodes)];
}

/** Rows that share a spec node id in one attempt (items that are rows of their own) are told apart by an index. */
function buildTwins(
  context: Context,
  level: Level,
  twins: readonly NodeRow[],
  graphNodes: ReadonlyMap<string, GraphNode>,
): TreeNode[] {
  const indices = new Map<string, number>();
  return twins.map((row) => {
    const index = (indices.get(row.specNodeId) ?? 0) + 1;
    indices.set(row.specNodeId, index);
    const graphNode = graphNodes.get(row.specNodeId) ?? null;
    return buildNode(context, level, { graphNode, row, isFailure: false, path: `${row.specNodeId}[${index}]` });
  });
}

type Part = { graphNode: GraphNode | null; row: NodeRow | null; isFailure: boolean; path: string };

const NO_GROUPS: readonly RetryGroup[] = [];

const groupsOf = ({ byParent }: Context, row: NodeRow | null): readonly RetryGroup[] =>
  row === null ? NO_GROUPS : (byParent.get(row.nodeId) ?? NO_GROUPS);

function buildNode(context: Context, level: Level, part: Part): TreeNode {
  const { graphNode, row } = part;
  const path = level.path === "" ? part.path : `${level.path}/${part.path}`;
  const specNodeId = graphNode?.id ?? row?.specNodeId ?? part.path;
  const graph = childGraph(graphNode, row, context.source.dynamicGraphs);
  const groups = groupsOf(context, row);
  const absent = absentPhase(level.state, part.isFailure);
  const own = shownPhase(row, graphNode, context.source.ended);
  // Most nodes are leaves: a run of 10,000 items is one level of them, drawn anew at every event.
  const children = isGroup(graph, row, groups)
    ? buildChildren(context, part, { path, graph, groups, phase: own ?? absent })
    : null;
  return {
    path,
    specNodeId,
    name: graphNode?.name || specNodeId,
    kind: kindOf(part),
    phase: own ?? rollUpPhase(children, absent),
    graphNode,
    row,
    graph,
    children,
    earlier: groups.length < 2 ? [] : buildEarlier(context, { path, graph, groups }),
  };
}

type Group = { path: string; graph: WorkflowGraph | null; groups: readonly RetryGroup[] };

function buildChildren(
  context: Context,
  { graphNode, row }: Part,
  { path, graph, groups, phase }: Group & { phase: NodePhase },
): TreeNode[] {
  const rows = lastGroup(groups)?.rows ?? [];
  const state = levelState({
    phase,
    hasRow: row !== null,
    isBranch: graphNode?.kind === "branch",
    isParent: row?.isParent === true,
    isRead: groups.length > 0,
    hasChildRow: rows.length > 0,
    ended: context.source.ended,
  });
  return buildLevel(context, { graph, path, state }, rows);
}

/** An earlier attempt shows what ran in it; nodes of the graph that it did not reach are left out. */
function buildEarlier(context: Context, { path, graph, groups }: Group): TreeNode["earlier"] {
  return groups.slice(0, -1).map(({ retryGroup, rows }) => {
    const present = new Set(rows.map((row) => row.specNodeId));
    const reached = graph === null ? null : { ...graph, nodes: graph.nodes.filter((node) => present.has(node.id)) };
    return { retryGroup, children: buildLevel(context, { graph: reached, path, state: "over" }, rows) };
  });
}

function isGroup(graph: WorkflowGraph | null, row: NodeRow | null, groups: readonly RetryGroup[]): boolean {
  return graph !== null || groups.length > 0 || (row !== null && (row.isDynamic || row.isParent));
}

/**
 * Phase of the row, null without one. A gate that runs waits for a person: `paused`; a sleep waits for nobody and runs.
 * Flyte never closes a row that was still queued when its execution ended: it was not run.
 */
function shownPhase(row: NodeRow | null, graphNode: GraphNode | null, ended: boolean): NodePhase | null {
  if (row === null) return null;
  if (ended && row.phase === "queued") return "not_run";
  const waits = graphNode?.kind === "gate" && graphNode.gate.kind !== "sleep";
  return waits && row.phase === "running" ? "paused" : row.phase;
}

function childGraph(
  graphNode: GraphNode | null,
  row: NodeRow | null,
  dynamicGraphs: TreeSource["dynamicGraphs"],
): WorkflowGraph | null {
  if (row !== null && Object.hasOwn(dynamicGraphs, row.nodeId)) return dynamicGraphs[row.nodeId] ?? null;
  if (graphNode?.kind === "sub_workflow" || graphNode?.kind === "branch") return graphNode.graph;
  return null;
}

function kindOf({ graphNode, row, isFailure }: Part): TreeNode["kind"] {
  if (isFailure) return "failure";
  if (row?.isDynamic === true) return "dynamic";
  if (graphNode !== null) return graphNode.kind;
  if (row?.isArray === true) return "array";
  if (row !== null && row.childExecution !== null) return "launch_plan";
  return row?.isParent === true ? "sub_workflow" : "unknown";
}

function failureTargets(graph: WorkflowGraph | null): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const edge of graph?.edges ?? []) if (edge.kind === "failure") targets.add(edge.target);
  return targets;
}
