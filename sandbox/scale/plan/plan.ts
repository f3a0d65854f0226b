import type {
  ExecutionError,
  NodeExecution_Phase,
  TaskExecution_Phase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { Identifier, WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { NodeScope } from "@/sandbox/engine/scope";

/**
 * A run as it will have been: every node with its times, in milliseconds since the run's creation. Finished variants are
 * written from it at once (`rows/`), live ones are played (`live/`); both give the same rows.
 */
export type PlannedRun = {
  id: WorkflowExecutionIdentifier;
  launchPlan: Identifier;
  workflow: Identifier;
  createdAtMs: number;
  startedMs: number;
  endedMs: number;
  failure: ExecutionError | null;
  /** Why a person ended it, null when nobody did. */
  abortCause: string | null;
  labels: Readonly<Record<string, string>>;
  tags: readonly string[];
  /** Parents before their children, else by the time they are queued. */
  nodes: readonly PlannedNode[];
  uris: RunUris;
};

/** Objects that the rows of a run point to; many rows share one, which no reader can tell. */
export type RunUris = { inputs: string; userInputs: string; outputs: string };

export type PlannedNode = {
  scope: NodeScope;
  kind: "start" | "end" | "task" | "sub" | "dynamic" | "map" | "spread";
  parent: PlannedNode | null;
  /** The task of a node that has one. */
  task: Identifier | null;
  queuedMs: number;
  startedMs: number;
  endedMs: number;
  phase: NodeExecution_Phase;
  error: ExecutionError | null;
  attempts: readonly PlannedAttempt[];
  items: readonly PlannedItem[];
  /** The compiled graph of a dynamic node. */
  graph: DynamicGraph | null;
};

export type PlannedAttempt = { queuedMs: number; startedMs: number; endedMs: number; phase: TaskExecution_Phase };

/** One try of one item of a map. */
export type PlannedItem = {
  index: number;
  retry: number;
  startedMs: number;
  endedMs: number;
  phase: TaskExecution_Phase;
};

/** Where a dynamic graph lies: as the task answered with it, and compiled. */
export type DynamicGraph = { name: string; specUri: string; closureUri: string };

/** Whether it ran at all before it was ended. */
export const hasStarted = ({ startedMs, endedMs }: { startedMs: number; endedMs: number }): boolean =>
  startedMs < endedMs;
