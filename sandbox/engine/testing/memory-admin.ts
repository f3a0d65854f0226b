import { clone, create } from "@bufbuild/protobuf";
import {
  type Execution,
  type ExecutionCreateRequest,
  ExecutionSchema,
  LiteralMapBlobSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { LaunchPlan } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import {
  type NodeExecution,
  NodeExecutionMetaDataSchema,
  NodeExecutionSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { type Signal, SignalSchema } from "@/lib/flyteidl/gen/flyteidl/admin/signal_pb";
import { type TaskExecution, TaskExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  type CompiledTask,
  CompiledTaskSchema,
  type CompiledWorkflowClosure,
  CompiledWorkflowClosureSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { DynamicJobSpec } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import {
  NodeExecution_Phase as NodePhase,
  WorkflowExecution_Phase as Phase,
  TaskExecution_Phase as TaskPhase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  type Identifier,
  type NodeExecutionIdentifier,
  type SignalIdentifier,
  type WorkflowExecutionIdentifier,
  WorkflowExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type TypedInterface, TypedInterfaceSchema } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { type Literal, type LiteralMap, LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type TaskTemplate, TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { LiteralType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { WorkflowTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import type {
  NodeExecutionEvent,
  TaskExecutionEvent,
  WorkflowExecutionEvent,
} from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import { compileWorkflow } from "@/sandbox/compiler/compile-workflow";
import type { AdminPort, EnginePort, EngineState, ObjectStore } from "@/sandbox/contract";
import { executionKey } from "@/sandbox/engine/run";
import { folderStore, memoryState } from "./memory-store";

/** An admin side in memory for tests of the engine: it keeps rows and the order of all that was reported. */
export class MemoryAdmin implements AdminPort {
  readonly objects: ObjectStore & { close(): void };
  readonly state: EngineState = memoryState();
  /** What was reported, in order, with the execution it is about. */
  readonly reports: { execution: string; line: string }[] = [];
  engine: EnginePort | null = null;
  private readonly executions = new Map<string, Execution>();
  private readonly inputsOf = new Map<string, LiteralMap>();
  private readonly rows = new Map<string, Map<string, NodeExecution>>();
  private readonly attempts = new Map<string, Map<number, TaskExecution>>();
  private readonly signals = new Map<string, Signal>();

  /** `tasks` are those that no workflow names but a dynamic one may. */
  constructor(
    private readonly workflows: Readonly<Record<string, CompiledWorkflowClosure>>,
    private readonly tasks: readonly TaskTemplate[] = [],
  ) {
    this.objects = folderStore();
  }

  /** Makes an execution of the named workflow; `spec` is what the engine will find in it. */
  add(
    workflow: string,
    name: string,
    inputs: Record<string, Literal>,
    spec: Execution["spec"],
  ): WorkflowExecutionIdentifier {
    const id = create(WorkflowExecutionIdentifierSchema, { project: "p", domain: "d", name });
    const workflowId = this.workflows[workflow]?.primary?.template?.id;
    this.executions.set(executionKey(id), create(ExecutionSchema, { id, spec: spec ?? {}, closure: { workflowId } }));
    this.inputsOf.set(executionKey(id), create(LiteralMapSchema, { literals: inputs }));
    this.rows.set(executionKey(id), new Map());
    return id;
  }

  workflowEvent({ executionId, phase, outputResult, occurredAt }: WorkflowExecutionEvent): void {
    const closure = executionId === undefined ? undefined : this.execution(executionId).closure;
    if (closure === undefined) throw new Error("no such execution");
    if (closure.phase === phase) throw new Error(`This phase ${Phase[phase]} was already recorded`);
    closure.phase = phase;
    if (phase === Phase.RUNNING) closure.startedAt = occurredAt;
    if (outputResult.case === "error") closure.outputResult = { case: "error", value: outputResult.value };
    if (outputResult.case === "outputUri")
      closure.outputResult = {
        case: "outputs",
        value: create(LiteralMapBlobSchema, { data: { case: "uri", value: outputResult.value } }),
      };
    this.note(executionId, `workflow ${Phase[phase]}`);
  }

  nodeEvent(event: NodeExecutionEvent): void {
    const { id, phase } = event;
    if (id?.executionId === undefined) throw new Error("a node event without an id");
    const rows = this.rowsOf(id.executionId);
    requireParent(event, rows);
    const row = rows.get(id.nodeId) ?? create(NodeExecutionSchema, { id, closure: { createdAt: event.occurredAt } });
    const { closure } = row;
    if (closure === undefined) return;
    if (closure.phase === phase) throw new Error(`This phase was already recorded: ${id.nodeId} ${NodePhase[phase]}`);
    closure.phase = phase;
    if (phase === NodePhase.RUNNING) closure.startedAt = event.occurredAt;
    if (event.outputResult.case === "outputUri" || event.outputResult.case === "error")
      closure.outputResult = event.outputResult;
    row.inputUri = event.inputValue.case === "inputUri" ? event.inputValue.value : "";
    const { specNodeId, retryGroup, isParent: isParentNode, isDynamic, isArray } = event;
    row.metadata = create(NodeExecutionMetaDataSchema, { specNodeId, retryGroup, isParentNode, isDynamic, isArray });
    copyTarget(event, row);
    rows.set(id.nodeId, row);
    this.note(id.executionId, `${id.nodeId} ${NodePhase[phase]}`);
  }

  taskEvent(event: TaskExecutionEvent): void {
    const node = event.parentNodeExecutionId;
    if (node?.executionId === undefined) throw new Error("a task event without a node");
    if (!this.rowsOf(node.executionId).has(node.nodeId)) throw new Error(`the node ${node.nodeId} has no row`);
    const key = `${executionKey(node.executionId)}/${node.nodeId}`;
    const attempts = this.attempts.get(key) ?? new Map<number, TaskExecution>();
    this.attempts.set(key, attempts);
    const row =
      attempts.get(event.retryAttempt) ??
      create(TaskExecutionSchema, {
        id: { taskId: event.taskId, nodeExecutionId: node, retryAttempt: event.retryAttempt },
        closure: { taskType: event.taskType },
      });
    attempts.set(event.retryAttempt, row);
    if (row.closure === undefined) return;
    const changed = row.closure.phase !== event.phase;
    row.closure.phase = event.phase;
    if (event.reason !== "") row.closure.reason = event.reason;
    if (event.logs.length > 0) row.closure.logs = event.logs;
    if (event.outputResult.case === "outputUri" || event.outputResult.case === "error")
      row.closure.outputResult = event.outputResult;
    mergeItems(row, event);
    if (changed) this.note(node.executionId, `${node.nodeId}#${event.retryAttempt} ${TaskPhase[event.phase]}`);
  }

  unfinished(): WorkflowExecutionIdentifier[] {
    const ended = new Set([Phase.SUCCEEDED, Phase.FAILED, Phase.ABORTED, Phase.TIMED_OUT]);
    return [...this.executions.values()].flatMap(({ id, closure }) =>
      id === undefined || ended.has(closure?.phase ?? Phase.UNDEFINED) ? [] : [id],
    );
  }

  execution(id: WorkflowExecutionIdentifier): Execution {
    const found = this.executions.get(executionKey(id));
    if (found === undefined) throw new Error(`no execution ${executionKey(id)}`);
    return found;
  }

  inputs(id: WorkflowExecutionIdentifier): LiteralMap {
    return this.inputsOf.get(executionKey(id)) ?? create(LiteralMapSchema);
  }

  workflow({ name }: Identifier): CompiledWorkflowClosure {
    // Known by the name of their launch plan, which may be another.
    const all = Object.values(this.workflows);
    const found = this.workflows[name] ?? all.find(({ primary }) => primary?.template?.id?.name === name);
    if (found === undefined) throw new Error(`no workflow ${name}`);
    return clone(CompiledWorkflowClosureSchema, found);
  }

  task({ name }: Identifier): CompiledTask {
    for (const { tasks } of Object.values(this.workflows))
      for (const task of tasks) if (task.template?.id?.name === name) return task;
    const other = this.tasks.find(({ id }) => id?.name === name);
    if (other !== undefined) return create(CompiledTaskSchema, { template: other });
    throw new Error(`no task ${name}`);
  }

  scheduled(): LaunchPlan[] {
    return [];
  }

  launchPlan({ name }: Identifier): LaunchPlan {
    throw new Error(`no launch plan ${name}`);
  }

  nodes(id: WorkflowExecutionIdentifier): NodeExecution[] {
    return [...this.rowsOf(id).values()];
  }

  taskAttempts({ executionId, nodeId }: NodeExecutionIdentifier): TaskExecution[] {
    if (executionId === undefined) return [];
    return [...(this.attempts.get(`${executionKey(executionId)}/${nodeId}`)?.values() ?? [])];
  }

  createExecution({ name, inputs, spec }: ExecutionCreateRequest): WorkflowExecutionIdentifier {
    const id = this.add(spec?.launchPlan?.name ?? "", name, inputs?.literals ?? {}, spec);
    this.engine?.start(id);
    return id;
  }

  terminate(id: WorkflowExecutionIdentifier, cause: string): void {
    const { closure } = this.execution(id);
    if (closure !== undefined) closure.phase = Phase.ABORTING;
    this.note(id, `terminate: ${cause}`);
    this.engine?.abort(id, cause);
  }

  signal(id: SignalIdentifier): Signal | null {
    return this.signals.get(id.signalId) ?? null;
  }

  ensureSignal(id: SignalIdentifier, type: LiteralType): void {
    if (!this.signals.has(id.signalId)) this.signals.set(id.signalId, create(SignalSchema, { id, type }));
  }

  /** Sets a signal as a person would. */
  setSignal(id: SignalIdentifier, value: Literal): void {
    const signal = this.signals.get(id.signalId);
    if (signal === undefined) throw new Error(`the signal ${id.signalId} does not exist yet`);
    signal.value = value;
    this.engine?.signalled(id);
  }

  compileDynamic({ nodes, outputs, subworkflows, tasks }: DynamicJobSpec): CompiledWorkflowClosure {
    const id = { project: "p", domain: "d", name: "dynamic", version: "1" };
    return compileWorkflow(create(WorkflowTemplateSchema, { id, nodes, outputs }), subworkflows, {
      task: (task) =>
        tasks.find(({ id: own }) => own?.name === task.name) ?? this.task(task).template ?? create(TaskTemplateSchema),
      launchPlan: (plan) => this.planInterface(plan),
    });
  }

  private planInterface({ name }: Identifier): TypedInterface {
    return this.workflows[name]?.primary?.template?.interface ?? create(TypedInterfaceSchema);
  }

  /** The lines of one execution, or of all. */
  timeline(execution?: string): string[] {
    return this.reports
      .filter((each) => execution === undefined || each.execution === execution)
      .map(({ line }) => line);
  }

  private note(id: WorkflowExecutionIdentifier | undefined, line: string): void {
    this.reports.push({ execution: id?.name ?? "", line });
  }

  private rowsOf(id: WorkflowExecutionIdentifier): Map<string, NodeExecution> {
    const found = this.rows.get(executionKey(id));
    if (found === undefined) throw new Error(`no execution ${executionKey(id)}`);
    return found;
  }
}

function requireParent({ parentNodeMetadata }: NodeExecutionEvent, rows: ReadonlyMap<string, unknown>): void {
  if (parentNodeMetadata !== undefined && !rows.has(parentNodeMetadata.nodeId))
    throw new Error(`the parent ${parentNodeMetadata.nodeId} has no row`);
}

function copyTarget(event: NodeExecutionEvent, row: NodeExecution): void {
  const target = event.targetMetadata;
  const { closure } = row;
  if (closure === undefined) return;
  if (target.case === "taskNodeMetadata") {
    const { cacheStatus, catalogKey, checkpointUri } = target.value;
    const init = { case: "taskNodeMetadata" as const, value: { cacheStatus, catalogKey, checkpointUri } };
    closure.targetMetadata =
      create(NodeExecutionSchema, { closure: { targetMetadata: init } }).closure?.targetMetadata ??
      closure.targetMetadata;
  } else if (target.case === "workflowNodeMetadata") {
    const init = { case: "workflowNodeMetadata" as const, value: { executionId: target.value.executionId } };
    closure.targetMetadata =
      create(NodeExecutionSchema, { closure: { targetMetadata: init } }).closure?.targetMetadata ??
      closure.targetMetadata;
  }
}

function mergeItems({ closure }: TaskExecution, { metadata }: TaskExecutionEvent): void {
  if (closure === undefined || metadata === undefined) return;
  const known = closure.metadata?.externalResources ?? [];
  const byKey = new Map(known.map((row) => [`${row.index}/${row.retryAttempt}`, row]));
  for (const row of metadata.externalResources) byKey.set(`${row.index}/${row.retryAttempt}`, row);
  const rows = [...byKey.values()].toSorted((a, b) => a.index - b.index || a.retryAttempt - b.retryAttempt);
  closure.metadata = { ...metadata, externalResources: rows };
}
