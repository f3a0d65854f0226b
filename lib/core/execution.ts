import type { ExecutionPhase } from "./phase";
import type { EntityRef, ExecutionRef, NodeRef } from "./refs";

export type ExecutionMode =
  | "manual"
  | "scheduled"
  | "system"
  | "relaunch"
  | "child_workflow"
  | "recovered"
  | "trigger"
  | "unknown";

export type ErrorKind = "user" | "system" | "unknown";

/** An error of an execution, node or attempt. In lists FlyteAdmin cuts `message` to 100 bytes: `cut` says that it may be. */
export type FlyteError = { code: string; message: string; kind: ErrorKind; cut: boolean };

/** What ended an execution by hand or by its parent. `by` is the principal, empty without authentication. */
export type Abort = { cause: string; by: string };

/** A row of the executions list: all that ListExecutions answers. Times are milliseconds since the epoch. */
export type Execution = {
  ref: ExecutionRef;
  phase: ExecutionPhase;
  /** What was launched: a launch plan, or a single task. */
  launched: EntityRef;
  workflow: EntityRef | null;
  mode: ExecutionMode;
  createdMs: number | null;
  startedMs: number | null;
  updatedMs: number | null;
  /** Run time as Flyte gives it at the end; null while it runs. */
  durationMs: number | null;
  error: FlyteError | null;
  abort: Abort | null;
  principal: string;
  archived: boolean;
  reference: ExecutionRef | null;
  parent: NodeRef | null;
  nesting: number;
  scheduledMs: number | null;
  cluster: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  tags: string[];
  envs: Record<string, string>;
  maxParallelism: number;
  /** null: as the launch plan or the task says. */
  interruptible: boolean | null;
  overwriteCache: boolean;
  rawOutputPrefix: string;
  clusterLabel: string;
  securityContext: { iamRole: string; serviceAccount: string };
  outputUri: string;
};
