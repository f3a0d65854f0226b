import type { FlyteError } from "./execution";
import type { AttemptPhase, NodePhase } from "./phase";
import type { EntityRef, ExecutionRef } from "./refs";

export type CacheStatus =
  | "disabled"
  | "miss"
  | "hit"
  | "populated"
  | "lookup_failure"
  | "put_failure"
  | "skipped"
  | "evicted"
  | "unknown";

/** Where a cached value came from: the dataset artifact and the node execution that wrote it. */
export type CacheSource = {
  artifact: string;
  source: { execution: ExecutionRef; nodeId: string; attempt: number } | null;
};

/**
 * One node execution: a row of FlyteAdmin. `start-node` and `end-node` are rows too, at every level; `isBoundary` marks
 * them and no view shows them. A row is matched to its graph node by `specNodeId` within its parent.
 */
export type NodeRow = {
  nodeId: string;
  specNodeId: string;
  /** Unique id of the row it was listed under, null at the top. */
  parentId: string | null;
  /** The parent's attempt that made this row; empty at the top. */
  retryGroup: string;
  isBoundary: boolean;
  isParent: boolean;
  isDynamic: boolean;
  isArray: boolean;
  phase: NodePhase;
  createdMs: number | null;
  startedMs: number | null;
  updatedMs: number | null;
  durationMs: number | null;
  error: FlyteError | null;
  cacheStatus: CacheStatus;
  cacheSource: CacheSource | null;
  childExecution: ExecutionRef | null;
  inputUri: string;
  outputUri: string;
  deckUri: string;
};

export type LogLink = { name: string; uri: string };

export type PhaseReason = { atMs: number | null; message: string };

/** One item of a map task in one of its tries; the row of an index with the highest `retryAttempt` is its state. */
export type MapItem = {
  index: number;
  retryAttempt: number;
  externalId: string;
  phase: AttemptPhase;
  cacheStatus: CacheStatus;
  logs: LogLink[];
};

/** One task execution. FlyteAdmin's task times are whole seconds and may begin before those of their node. */
export type Attempt = {
  nodeId: string;
  /** Flyte's retry attempt, from 0. */
  number: number;
  task: EntityRef;
  taskType: string;
  phase: AttemptPhase;
  createdMs: number | null;
  startedMs: number | null;
  updatedMs: number | null;
  durationMs: number | null;
  error: FlyteError | null;
  reasons: PhaseReason[];
  logs: LogLink[];
  /** Name of the pod or of the plugin's job. */
  generatedName: string;
  plugin: string;
  items: MapItem[];
  outputUri: string;
};
