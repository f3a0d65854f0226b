import { create, type MessageInitShape } from "@bufbuild/protobuf";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import {
  NodeExecution_Phase as NodePhase,
  type WorkflowExecution_Phase as WorkflowPhase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import {
  NodeExecutionEventSchema,
  TaskExecutionEventSchema,
  type WorkflowExecutionEvent,
  WorkflowExecutionEventSchema,
} from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import type { AdminPort } from "@/sandbox/contract";
import { now } from "./flow/time";
import type { NodeScope } from "./scope";

type Init<T> = Partial<Exclude<T, { $typeName: string }>>;
export type NodeFacts = Init<MessageInitShape<typeof NodeExecutionEventSchema>>;
export type TaskFacts = Init<MessageInitShape<typeof TaskExecutionEventSchema>>;

const PRODUCER = "propeller";

/**
 * Turns what the engine does into the events that Flyte's engine sends. A phase that a node's row already has is not sent
 * again: after a restart the engine walks the same way once more, and the admin side refuses repetitions.
 */
export class Reporter {
  private readonly phases = new Map<string, NodePhase>();

  constructor(
    private readonly admin: AdminPort,
    readonly execution: WorkflowExecutionIdentifier,
    rows: Iterable<NodeExecution>,
  ) {
    for (const row of rows) this.phases.set(row.id?.nodeId ?? "", row.closure?.phase ?? NodePhase.UNDEFINED);
  }

  workflow(phase: WorkflowPhase, outputResult: WorkflowExecutionEvent["outputResult"] = { case: undefined }): void {
    this.admin.workflowEvent(
      create(WorkflowExecutionEventSchema, {
        executionId: this.execution,
        producerId: PRODUCER,
        phase,
        occurredAt: now(),
        outputResult,
      }),
    );
  }

  /** The last phase that was reported of a node, UNDEFINED before the first. */
  phaseOf(scope: NodeScope): NodePhase {
    return this.phases.get(scope.nodeId) ?? NodePhase.UNDEFINED;
  }

  node(scope: NodeScope, phase: NodePhase, facts: NodeFacts = {}): void {
    const known = this.phaseOf(scope);
    // RUNNING after DYNAMIC_RUNNING, or QUEUED after RUNNING, is the second walk of a restart too.
    if (known === phase || (known !== NodePhase.UNDEFINED && rank(phase) < rank(known))) return;
    this.phases.set(scope.nodeId, phase);
    const time = now();
    this.admin.nodeEvent(
      create(NodeExecutionEventSchema, {
        id: { nodeId: scope.nodeId, executionId: this.execution },
        producerId: PRODUCER,
        phase,
        occurredAt: time,
        reportedAt: time,
        specNodeId: scope.specId,
        nodeName: scope.name,
        eventVersion: 1,
        retryGroup: scope.parent === null ? "" : String(scope.parent.attempt),
        ...(scope.parent === null ? {} : { parentNodeMetadata: { nodeId: scope.parent.nodeId } }),
        isInDynamicChain: scope.inDynamic,
        ...(scope.specId === "start-node" ? {} : { inputValue: { case: "inputUri" as const, value: scope.inputsUri } }),
        ...scope.facts,
        ...facts,
      }),
    );
  }

  task(scope: NodeScope, facts: TaskFacts): void {
    this.admin.taskEvent(
      create(TaskExecutionEventSchema, {
        parentNodeExecutionId: { nodeId: scope.nodeId, executionId: this.execution },
        producerId: PRODUCER,
        reportedAt: now(),
        eventVersion: 1,
        inputValue: { case: "inputUri", value: scope.inputsUri },
        ...facts,
        occurredAt: facts.occurredAt ?? now(),
      }),
    );
  }
}

const RANKS = new Map([
  [NodePhase.UNDEFINED, 0],
  [NodePhase.QUEUED, 1],
  [NodePhase.RUNNING, 2],
  [NodePhase.DYNAMIC_RUNNING, 3],
]);

/** How far along a phase is; a node never goes back. All others are ends. */
function rank(phase: NodePhase): number {
  return RANKS.get(phase) ?? 4;
}
