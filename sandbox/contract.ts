import type { Execution, ExecutionCreateRequest } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { LaunchPlan } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import type { Signal } from "@/lib/flyteidl/gen/flyteidl/admin/signal_pb";
import type { TaskExecution } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import type { CompiledTask, CompiledWorkflowClosure } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { DynamicJobSpec } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import type {
  Identifier,
  NodeExecutionIdentifier,
  SignalIdentifier,
  WorkflowExecutionIdentifier,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { LiteralType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import type {
  NodeExecutionEvent,
  TaskExecutionEvent,
  WorkflowExecutionEvent,
} from "@/lib/flyteidl/gen/flyteidl/event/event_pb";

/**
 * What the engine (Flyte's propeller) tells the admin side and reads from it. As in Flyte the engine reports events and
 * the admin side alone writes rows; both run in one process, so calls are synchronous and an event is committed to disk
 * when the call returns. The engine keeps no truth of its own: after a kill it goes on from the rows.
 */
export interface AdminPort {
  workflowEvent(event: WorkflowExecutionEvent): void;
  nodeEvent(event: NodeExecutionEvent): void;
  taskEvent(event: TaskExecutionEvent): void;

  /** Executions that have not ended: what to go on with after a restart. */
  unfinished(): WorkflowExecutionIdentifier[];
  execution(id: WorkflowExecutionIdentifier): Execution;
  /** Inputs of the execution with the launch plan's fixed and default values filled in. */
  inputs(id: WorkflowExecutionIdentifier): LiteralMap;
  workflow(id: Identifier): CompiledWorkflowClosure;
  task(id: Identifier): CompiledTask;
  launchPlan(id: Identifier): LaunchPlan;
  /** The active versions of launch plans that have a schedule. */
  scheduled(): LaunchPlan[];
  /** All node rows of an execution, of every level. */
  nodes(id: WorkflowExecutionIdentifier): NodeExecution[];
  taskAttempts(id: NodeExecutionIdentifier): TaskExecution[];

  /** Makes the execution of a launch plan node or of an eager task; validates as CreateExecution does. */
  createExecution(request: ExecutionCreateRequest): WorkflowExecutionIdentifier;
  terminate(id: WorkflowExecutionIdentifier, cause: string): void;

  signal(id: SignalIdentifier): Signal | null;
  /** Makes the unset signal of a gate when the gate is reached; does nothing when it exists. */
  ensureSignal(id: SignalIdentifier, type: LiteralType): void;

  /** Compiles what a dynamic task returned and keeps it under `uri`, where GetNodeExecutionData finds it. */
  compileDynamic(spec: DynamicJobSpec, uri: string): CompiledWorkflowClosure;

  readonly objects: ObjectStore;
  readonly state: EngineState;
}

/** What the admin side tells the engine. Every call returns at once; the work is done later. */
export interface EnginePort {
  /** A new execution was committed, or one that a restart found unfinished. */
  start(id: WorkflowExecutionIdentifier): void;
  /** The execution is ABORTING: stop its tasks and children, report ABORTED. */
  abort(id: WorkflowExecutionIdentifier, cause: string): void;
  signalled(id: SignalIdentifier): void;
  /** Ends all work without reporting anything; for a clean stop of the process. */
  close(): Promise<void>;
}

/** The object store of the sandbox: files under the data directory, named by `s3://` URIs of one bucket. */
export interface ObjectStore {
  /** `s3://contrail-sandbox` without a slash at its end. */
  readonly prefix: string;
  /** Path on disk of an object, whether or not it exists; throws on a URI of another bucket or one that climbs out. */
  pathOf(uri: string): string;
  put(uri: string, bytes: Uint8Array): void;
  get(uri: string): Uint8Array | null;
}

/** Small records of the engine that survive a restart: the cache's artifacts, timers. Keys are the engine's own. */
export interface EngineState {
  get(key: string): Uint8Array | null;
  put(key: string, value: Uint8Array): void;
  delete(key: string): void;
}
