import "server-only";
import type { ExecutionListQuery } from "@/lib/contract/executions";
import type { LaunchRequest } from "@/lib/contract/launch";
import type { EntityName, LaunchPlan, Project, TaskVersion, WorkflowVersion } from "@/lib/core/entity";
import type { Execution } from "@/lib/core/execution";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { SignalState } from "@/lib/core/live/types";
import type { Attempt, NodeRow } from "@/lib/core/node";
import type { Page } from "@/lib/core/page";
import type { EntityKind, EntityRef, ExecutionRef, NodeRef, ScopeRef } from "@/lib/core/refs";
import type { DataOfRun } from "@/lib/core/value";

/** Every call can be cancelled and ends by its deadline (default 15 s). */
export type Call = { signal?: AbortSignal; timeoutMs?: number };

/** What a Flyte server can do. Pages ask this, never which version it is. */
export type Capabilities = { recover: boolean; signals: boolean; metrics: boolean };

export type NodeListQuery = {
  execution: ExecutionRef;
  /** Unique id of the parent, null for the top level. FlyteAdmin has no call that spans parents. */
  parentId: string | null;
  /** Only rows written at or after this moment (ms since the epoch, FlyteAdmin's clock); null for all. */
  writtenSinceMs: number | null;
  limit: number;
  token: string | null;
};

/** What a node was given and produced; `dynamicGraph` is what a dynamic task compiled to. */
export type NodeData = DataOfRun & { dynamicGraph: WorkflowGraph | null };

/**
 * The port: what Contrail asks of a Flyte. Every method throws `ContrailError` with a code of the closed list. An id
 * field that is empty is refused as `invalid` before anything is sent, as FlyteAdmin reads it as a wildcard.
 */
export interface FlyteBackend {
  readonly can: Capabilities;
  listProjects(call?: Call): Promise<Project[]>;
  listExecutions(query: ExecutionListQuery, call?: Call): Promise<Page<Execution>>;
  getExecution(ref: ExecutionRef, call?: Call): Promise<Execution>;
  getExecutionData(ref: ExecutionRef, call?: Call): Promise<DataOfRun>;
  listNodes(query: NodeListQuery, call?: Call): Promise<Page<NodeRow>>;
  /** One row with its error in full. FlyteAdmin does not say the parent: `parentId` of the answer is what was asked with. */
  getNode(ref: NodeRef, parentId: string | null, call?: Call): Promise<NodeRow>;
  getNodeData(ref: NodeRef, call?: Call): Promise<NodeData>;
  /** All attempts of a node by number; their errors are whole. */
  listAttempts(ref: NodeRef, call?: Call): Promise<Attempt[]>;
  listSignals(ref: ExecutionRef, call?: Call): Promise<SignalState[]>;
  listEntityNames(kind: EntityKind, scope: ScopeRef, call?: Call): Promise<EntityName[]>;
  /** Versions of one name, newest first. */
  listLaunchPlans(
    scope: ScopeRef,
    name: string,
    page: { limit: number; token: string | null },
    call?: Call,
  ): Promise<Page<LaunchPlan>>;
  getLaunchPlan(ref: EntityRef, call?: Call): Promise<LaunchPlan>;
  getWorkflow(ref: EntityRef, call?: Call): Promise<WorkflowVersion>;
  getTask(ref: EntityRef, call?: Call): Promise<TaskVersion>;
  /**
   * Starts an execution. With `request.from` the spec of that execution is kept whole (labels, annotations, tags, envs,
   * cluster, notifications, …), its stored inputs are kept bit for bit but for those in `request.inputs`, and mode
   * RELAUNCH with the reference is set. Never retried: a duplicate name would overwrite the first run's inputs.
   */
  createExecution(request: LaunchRequest, call?: Call): Promise<ExecutionRef>;
  recoverExecution(ref: ExecutionRef, call?: Call): Promise<ExecutionRef>;
  terminateExecution(ref: ExecutionRef, cause: string, call?: Call): Promise<void>;
  /** A signed HTTP address of an object that a literal names. Signs any URI: the caller takes it from a literal only. */
  signDownload(uri: string, call?: Call): Promise<{ url: string; expiresMs: number | null }>;
  /**
   * A signed HTTP address of the node's deck. `not_found` when the row names none or the object is not there (the row's
   * `deckUri` tells which).
   */
  signDeck(ref: NodeRef, call?: Call): Promise<{ url: string; expiresMs: number | null }>;
}
