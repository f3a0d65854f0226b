import type { EntityRef } from "../refs";
import type { ValueType, Variable } from "../value";

/**
 * A workflow as it is drawn: made once from a compiled closure, which never changes, so a graph is a constant of its
 * version. It holds no phases. Edges join siblings of one graph only.
 */
export type WorkflowGraph = {
  /** Nodes in the order of the closure, without start-node and end-node. */
  nodes: GraphNode[];
  edges: GraphEdge[];
  inputs: Variable[];
  outputs: Variable[];
};

export type GraphNode = {
  /** Spec node id, unique within its graph. */
  id: string;
  /** The friendly name of the node; the id where the author gave none. */
  name: string;
  cacheable: boolean;
  /** Retries allowed after the first attempt. */
  retries: number;
  timeoutMs: number | null;
  interruptible: boolean | null;
  /** What flows in, for nodes that have not run: one entry an input. */
  bindings: InputBinding[];
} & NodeTarget;

export type NodeTarget =
  | { kind: "task"; task: EntityRef; taskType: string; mayBeDynamic: boolean }
  | { kind: "sub_workflow"; workflow: EntityRef; graph: WorkflowGraph }
  | { kind: "branch"; arms: BranchArm[]; graph: WorkflowGraph }
  | {
      kind: "array";
      task: EntityRef | null;
      parallelism: number | null;
      minSuccessRatio: number | null;
      minSuccesses: number | null;
    }
  | { kind: "gate"; gate: Gate }
  | { kind: "launch_plan"; launchPlan: EntityRef }
  | { kind: "unknown" };

/**
 * One arm of a conditional. `nodeId` is the node of `graph` that it runs, null for an arm that fails; `condition` is in
 * words ("trips ≥ 1000000 and mode = \"auto\""), null for `else`.
 */
export type BranchArm = {
  kind: "if" | "else_if" | "else" | "else_fail";
  nodeId: string | null;
  condition: string | null;
  failMessage: string | null;
};

export type Gate =
  | { kind: "approve"; signalId: string }
  | { kind: "signal"; signalId: string; type: ValueType; outputName: string }
  | { kind: "sleep"; durationMs: number };

/**
 * `value`: data flows along `values` (output of the source → input of the target). `order`: only the order is fixed.
 * `failure`: the failure node, which runs after any failure.
 */
export type GraphEdge = {
  source: string;
  target: string;
  kind: "value" | "order" | "failure";
  values: { from: string; to: string }[];
};

/** Where an input comes from, in words for people: a constant, a workflow input, or an output of another node. */
export type InputBinding = { name: string; text: string };
