import type { CompiledWorkflow } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import type { Entities, Run } from "./run";
import type { GraphPlace, NodeScope } from "./scope";
import type { Lookup } from "./values/bindings";

/** One graph that is being walked: what its nodes need beside their own spec. */
export type Level = {
  run: Run;
  entities: Entities;
  place: GraphPlace;
  /** Stops this graph; the reason is an Aborted or a Closed. */
  signal: AbortSignal;
  /** Outputs of the graph's nodes; a branch's inner nodes see those of the graph around the branch. */
  lookup: Lookup;
  walk: Walk;
  /** Gives the node's place in the execution's parallelism back before its end: a dynamic task does not run any more. */
  leavePlace: () => void;
};

/** The two recursions, handed down so that node kinds and graph need not import each other. */
export type Walk = {
  /** Runs all nodes of a compiled workflow. Throws NodeFailure, Aborted or Closed. */
  graph: (level: Omit<Level, "lookup">, workflow: CompiledWorkflow, inputs: LiteralMap) => Promise<LiteralMap>;
  /** Runs one node to its end and reports it. Throws NodeFailure, Aborted or Closed, each after reporting. */
  node: (level: Level, node: Node, extraInputs?: LiteralMap) => Promise<LiteralMap>;
};

/** How a node succeeded. */
export type Done = {
  outputs: LiteralMap;
  /** The attempt whose folder holds the outputs. */
  attempt: number;
  /** A sleep has none. */
  hasOutputs: boolean;
};

/** What a kind of node does between QUEUED and its end. */
export type NodeHandler = (level: Level, node: Node, scope: NodeScope, inputs: LiteralMap) => Promise<Done>;
