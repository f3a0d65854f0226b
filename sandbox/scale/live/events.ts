import { create, fromBinary } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { CompiledWorkflowClosureSchema } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import {
  NodeExecution_Phase as NodePhase,
  TaskExecution_Phase as TaskPhase,
  WorkflowExecution_Phase as WorkflowPhase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  type ExternalResourceInfo,
  type NodeExecutionEvent,
  NodeExecutionEventSchema,
  type TaskExecutionEvent,
  TaskExecutionEventSchema,
  type WorkflowExecutionEvent,
  WorkflowExecutionEventSchema,
} from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import type { AdminPort, ObjectStore } from "@/sandbox/contract";
import type { PlannedNode, PlannedRun } from "@/sandbox/scale/plan/plan";
import { inputUriOf, nodeFacts, nodeResult, nodeTarget } from "@/sandbox/scale/rows/node-messages";
import {
  itemRow,
  type LogUri,
  pluginOf,
  podName,
  resultOf,
  SUBMITTED,
  taskLog,
} from "@/sandbox/scale/rows/task-messages";
import type { Step } from "./steps";

/** Reports steps of one run as Flyte's engine would. Items of a map that change together travel in one event. */
export class StepReporter {
  private readonly items = new Map<PlannedNode, ExternalResourceInfo[]>();
  private readonly versions = new Map<PlannedNode, number>();

  constructor(
    private readonly port: Pick<AdminPort, "workflowEvent" | "nodeEvent" | "taskEvent">,
    private readonly objects: ObjectStore,
    private readonly run: PlannedRun,
    private readonly logUri: LogUri,
    /** When a step happens: in what has been played as planned, else now. */
    private readonly clock: (step: { atMs: number }) => Timestamp,
    /** Events of a map's attempt so far, where an earlier life of the run sent some. */
    private readonly firstVersion: number,
  ) {}

  step(step: Step): void {
    switch (step.kind) {
      case "run":
        this.port.workflowEvent(this.workflowEvent(step));
        return;
      case "node":
        if (step.node.kind === "dynamic" && step.phase === "end") this.flushItems(step);
        this.port.nodeEvent(this.nodeEvent(step));
        return;
      case "item": {
        const phase = step.phase === "running" ? TaskPhase.RUNNING : step.item.phase;
        const rows = this.items.get(step.node) ?? [];
        rows.push(itemRow(this.logUri, this.run, step.node, step.item, phase));
        this.items.set(step.node, rows);
        return;
      }
      case "attempt":
        if (step.node.kind === "map") this.flushItems(step);
        this.port.taskEvent(this.taskEvent(step));
        if (step.node.kind === "dynamic" && step.phase === "end") this.grow(step);
        return;
    }
  }

  /** Reports the items that changed since the last time. */
  flushItems(at: { atMs: number }): void {
    for (const [node, externalResources] of this.items)
      this.port.taskEvent(
        create(TaskExecutionEventSchema, {
          ...this.attemptBase(node, 0),
          phase: TaskPhase.RUNNING,
          ...this.times(at),
          metadata: { pluginIdentifier: "k8s-array", externalResources },
        }),
      );
    this.items.clear();
  }

  private times(at: { atMs: number }) {
    const time = this.clock(at);
    return { occurredAt: time, reportedAt: time };
  }

  private workflowEvent(step: Step & { kind: "run" }): WorkflowExecutionEvent {
    const { id, failure, uris } = this.run;
    const end = failure === null ? WorkflowPhase.SUCCEEDED : WorkflowPhase.FAILED;
    const phases = { running: WorkflowPhase.RUNNING, succeeding: WorkflowPhase.SUCCEEDING, end };
    const ended =
      failure === null
        ? { case: "outputUri" as const, value: uris.outputs }
        : { case: "error" as const, value: failure };
    return create(WorkflowExecutionEventSchema, {
      executionId: id,
      producerId: "propeller",
      phase: phases[step.phase],
      occurredAt: this.clock(step),
      outputResult: step.phase === "end" ? ended : { case: undefined },
    });
  }

  private nodeEvent(step: Step & { kind: "node" }): NodeExecutionEvent {
    const { node } = step;
    const isEnd = step.phase === "end";
    const phases = { queued: NodePhase.QUEUED, running: NodePhase.RUNNING, end: node.phase };
    const target = isEnd ? nodeTarget(this.run, node) : { case: undefined };
    const result = isEnd ? nodeResult(node) : { case: undefined };
    return create(NodeExecutionEventSchema, {
      ...this.nodeBase(node),
      phase: phases[step.phase],
      ...this.times(step),
      ...(target.case === "taskNodeMetadata"
        ? { targetMetadata: { case: target.case, value: { checkpointUri: target.value.checkpointUri } } }
        : {}),
      outputResult: result,
    });
  }

  private nodeBase(node: PlannedNode) {
    const { scope } = node;
    const inputUri = inputUriOf(node);
    return {
      id: { nodeId: scope.nodeId, executionId: this.run.id },
      producerId: "propeller",
      specNodeId: scope.specId,
      nodeName: scope.name,
      eventVersion: 1,
      retryGroup: scope.parent === null ? "" : String(scope.parent.attempt),
      ...(scope.parent === null ? {} : { parentNodeMetadata: { nodeId: scope.parent.nodeId } }),
      isInDynamicChain: scope.inDynamic,
      ...(inputUri === "" ? {} : { inputValue: { case: "inputUri" as const, value: inputUri } }),
      ...nodeFacts(node),
    };
  }

  /** The graph that a dynamic task answered with. */
  private grow(step: Step & { kind: "attempt" }): void {
    const { node, number } = step;
    const bytes = node.graph === null ? null : this.objects.get(node.graph.closureUri);
    if (node.graph === null || bytes === null || number < node.attempts.length - 1) return;
    const compiledWorkflow = fromBinary(CompiledWorkflowClosureSchema, bytes);
    this.port.nodeEvent(
      create(NodeExecutionEventSchema, {
        ...this.nodeBase(node),
        phase: NodePhase.DYNAMIC_RUNNING,
        ...this.times(step),
        targetMetadata: {
          case: "taskNodeMetadata",
          value: {
            dynamicWorkflow: {
              id: compiledWorkflow.primary?.template?.id,
              compiledWorkflow,
              dynamicJobSpecUri: node.graph.specUri,
            },
          },
        },
      }),
    );
  }

  private attemptBase(node: PlannedNode, number: number) {
    const version = (this.versions.get(node) ?? this.firstVersion) + 1;
    this.versions.set(node, version);
    return {
      ...(node.task === null ? {} : { taskId: node.task }),
      parentNodeExecutionId: { nodeId: node.scope.nodeId, executionId: this.run.id },
      producerId: "propeller",
      retryAttempt: number,
      taskType: pluginOf(node).taskType,
      phaseVersion: node.kind === "map" ? version : 0,
      eventVersion: 1,
      inputValue: { case: "inputUri" as const, value: node.scope.inputsUri },
    };
  }

  private taskEvent(step: Step & { kind: "attempt" }): TaskExecutionEvent {
    const { node, number } = step;
    const phase = node.attempts[number]?.phase ?? TaskPhase.UNDEFINED;
    const phases = { queued: TaskPhase.QUEUED, running: TaskPhase.RUNNING, end: phase };
    const pod = podName(this.run, node, number);
    const { pluginIdentifier, generatedName } = pluginOf(node);
    const isMap = node.kind === "map";
    return create(TaskExecutionEventSchema, {
      ...this.attemptBase(node, number),
      phase: phases[step.phase],
      ...this.times(step),
      logs: isMap || step.phase === "queued" ? [] : [taskLog(this.logUri, this.run, pod)],
      reason: !isMap && step.phase === "queued" ? SUBMITTED : "",
      metadata: {
        generatedName: generatedName ?? pod,
        pluginIdentifier,
        externalResources: isMap && step.phase === "queued" ? this.allItems(node) : [],
      },
      outputResult: step.phase === "end" ? resultOf(node, number, phase) : { case: undefined },
    });
  }

  private allItems(node: PlannedNode): ExternalResourceInfo[] {
    return node.items
      .filter(({ retry }) => retry === 0)
      .map((item) => itemRow(this.logUri, this.run, node, item, TaskPhase.UNDEFINED));
  }
}
