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
  const bySpec = new Map<string, NodeRow[]>();
  for (const row of rows) {
    const twins = bySpec.get(row.specNodeId);
    if (twins === undefined) bySpec.set(row.specNodeId, [row]);
    else twins.push(row);
  }
  const failureIds = failureTargets(level.graph);
  const nodes: TreeNode[] = [];
  const graphNodes = new Map<string, GraphNode>();
  for (const graphNode of level.graph?.nodes ?? []) {
    graphNodes.set(graphNode.id, graphNode);
    const row = bySpec.get(graphNode.id)?.shift() ?? null;
    nodes.push(
      buildNode(context, level, { graphNode, row, isFailure: failureIds.has(graphNode.id), path: graphNode.id }),
    );
  }
  for (const [spec, twins] of bySpec) {
    const known = graphNodes.get(spec) ?? null;
    twins.forEach((row, at) => {
      // Rows that share a spec node id in one attempt (items that are rows of their own) are told apart by an index.
      const index = at + (known === null ? 0 : 1);
      const path = index === 0 ? spec : `${spec}[${index}]`;
      nodes.push(buildNode(context, level, { graphNode: known, row, isFailure: false, path }));
    });
  }
  return nodes;
}

type Part = { graphNode: GraphNode | null; row: NodeRow | null; isFailure: boolean; path: string };

function buildNode(context: Context, level: Level, part: Part): TreeNode {
  const { graphNode, row } = part;
  const path = level.path === "" ? part.path : `${level.path}/${part.path}`;
  const graph = childGraph(graphNode, row, context.source.dynamicGraphs);
  const groups = row === null ? [] : (context.byParent.get(row.nodeId) ?? []);
  const rows = lastGroup(groups)?.rows ?? [];
  const absent = absentPhase(level.state, part.isFailure);
  const own = row === null ? null : shownPhase(row, graphNode);
  const state = levelState({
    ...rowFacts(part),
    phase: own ?? absent,
    isRead: groups.length > 0,
    hasChildRow: rows.length > 0,
    ended: context.source.ended,
  });
  const children = isGroup(graph, row, rows) ? buildLevel(context, { graph, path, state }, rows) : null;
  return {
    path,
    ...namesOf(part),
    kind: kindOf(part),
    phase: own ?? rollUpPhase(children ?? [], absent),
    graphNode,
    row,
    graph,
    children,
    earlier: groups.slice(0, -1).map((group) => ({
      retryGroup: group.retryGroup,
      children: buildEarlier(context, graph, path, group.rows),
    })),
  };
}

function namesOf({ graphNode, row, path }: Part): { specNodeId: string; name: string } {
  const specNodeId = graphNode?.id ?? row?.specNodeId ?? path;
  return { specNodeId, name: graphNode?.name || specNodeId };
}

const rowFacts = ({ graphNode, row }: Part) => ({
  hasRow: row !== null,
  isBranch: graphNode?.kind === "branch",
  isParent: row?.isParent === true,
});

function isGroup(graph: WorkflowGraph | null, row: NodeRow | null, rows: readonly NodeRow[]): boolean {
  return graph !== null || rows.length > 0 || (row !== null && (row.isDynamic || row.isParent));
}

/** An earlier attempt shows what ran in it; nodes of the graph that it did not reach are left out. */
function buildEarlier(context: Context, graph: WorkflowGraph | null, path: string, rows: NodeRow[]): TreeNode[] {
  const present = new Set(rows.map((row) => row.specNodeId));
  const reached = graph === null ? null : { ...graph, nodes: graph.nodes.filter((node) => present.has(node.id)) };
  return buildLevel(context, { graph: reached, path, state: "over" }, rows);
}

/** A gate that runs waits for a person, so it is `paused`; a sleep waits for nobody and runs. */
function shownPhase(row: NodeRow, graphNode: GraphNode | null): NodePhase {
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
