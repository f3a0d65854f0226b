import type { NodeRow } from "../node";
import type { NodePhase } from "../phase";
import type { GraphNode, WorkflowGraph } from "./types";

/**
 * One node of the run's tree: a graph node, its row, or both. A row without a graph node happens (a dynamic's graph that
 * is not loaded), a graph node without a row too (not reached yet, or an arm not taken).
 */
export type TreeNode = {
  /** Spec node ids from the top joined by "/": stable over runs and versions of one shape; the value of `data-node-id`. */
  path: string;
  specNodeId: string;
  name: string;
  kind: GraphNode["kind"] | "dynamic" | "failure";
  phase: NodePhase;
  graphNode: GraphNode | null;
  row: NodeRow | null;
  /** Graph of the children where there is one: of a sub-workflow, a branch, or a dynamic node that has compiled. */
  graph: WorkflowGraph | null;
  /** Children of the last attempt of this node; null where a node has none by its kind. */
  children: TreeNode[] | null;
  /** Children of earlier attempts of this node, oldest first. */
  earlier: { retryGroup: string; children: TreeNode[] }[];
};
