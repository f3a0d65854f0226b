import { create } from "@bufbuild/protobuf";
import {
  type Execution,
  type ExecutionClosure,
  ExecutionCreateRequestSchema,
  type ExecutionSpec,
  ExecutionSpecSchema,
  ExecutionMetadata_ExecutionMode as Mode,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import {
  NodeExecution_Phase as NodePhase,
  WorkflowExecution_Phase as Phase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  type Identifier,
  ResourceType,
  type WorkflowExecutionIdentifier,
  WorkflowExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { Aborted, cascadeCause, NodeFailure, systemError, userError } from "@/sandbox/engine/flow/failures";
import { childExecutionName } from "@/sandbox/engine/identity";
import type { NodeHandler } from "@/sandbox/engine/level";
import { executionKey, type Run } from "@/sandbox/engine/run";
import type { NodeScope } from "@/sandbox/engine/scope";
import { getLiterals } from "@/sandbox/engine/values/literals";

const ENDED = new Set([Phase.SUCCEEDED, Phase.FAILED, Phase.ABORTED, Phase.TIMED_OUT]);

/** An execution of its own in the place of a node. */
export const runLaunchPlanNode: NodeHandler = async (level, node, scope, inputs) => {
  const { run, signal } = level;
  const reference = node.target.case === "workflowNode" ? node.target.value.reference : undefined;
  if (reference?.case !== "launchplanRef") throw new Error(`${node.id} names no launch plan`);
  const id = childId(run, scope.nodeId, 0);
  const outputs = await runChild({ run, scope, signal }, id, reference.value, inputs, () => {
    Object.assign(scope.facts, {
      targetMetadata: { case: "workflowNodeMetadata" as const, value: { executionId: id } },
    });
    run.reporter.node(scope, NodePhase.RUNNING);
  });
  return { outputs, attempt: 0, hasOutputs: true };
};

/** The name that a child has is made of its node's, so that a second life of the run finds it again. */
export function childId({ id }: Run, nodeId: string, attempt: number): WorkflowExecutionIdentifier {
  const name = childExecutionName(id.name, nodeId, attempt);
  return create(WorkflowExecutionIdentifierSchema, { project: id.project, domain: id.domain, name });
}

type Parent = { run: Run; scope: NodeScope; signal: AbortSignal };

/** Runs a child execution to its end and answers its outputs; it is terminated with its parent. */
export async function runChild(
  { run, scope, signal }: Parent,
  id: WorkflowExecutionIdentifier,
  plan: Identifier,
  inputs: LiteralMap,
  onCreated: () => void = () => undefined,
): Promise<LiteralMap> {
  if (existing(run, id) === null) createChild(run, scope, id, plan, inputs);
  onCreated();
  try {
    return outcomeOf(run, scope, await ended(run, id, signal), id.name);
  } catch (cause) {
    if (cause instanceof Aborted) terminateChild(run, id, cause.message);
    throw cause;
  }
}

/** A child that has ended meanwhile refuses, and needs no termination. */
export function terminateChild(run: Pick<Run, "admin" | "id">, id: WorkflowExecutionIdentifier, reason: string): void {
  try {
    run.admin.terminate(id, cascadeCause(run.id.name, reason));
  } catch {
    // Nothing is left to terminate.
  }
}

/** After a restart the child may be there already; the admin side throws for one that is not. */
export function existing(run: Run, id: WorkflowExecutionIdentifier): Execution | null {
  try {
    return run.admin.execution(id);
  } catch {
    return null;
  }
}

function createChild(
  run: Run,
  scope: NodeScope,
  id: WorkflowExecutionIdentifier,
  plan: Identifier,
  inputs: LiteralMap,
): void {
  const request = create(ExecutionCreateRequestSchema, {
    project: id.project,
    domain: id.domain,
    name: id.name,
    inputs,
    spec: childSpec(run, scope, plan),
  });
  try {
    run.admin.createExecution(request);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new NodeFailure(userError("RuntimeExecutionError", `failed to launch the child execution: ${reason}`));
  }
}

/** A child inherits how its parent is to be run. */
function childSpec(run: Run, scope: NodeScope, plan: Identifier): ExecutionSpec {
  const parent = run.execution.spec ?? create(ExecutionSpecSchema);
  const { labels, annotations, securityContext, maxParallelism, rawOutputDataConfig, interruptible } = parent;
  return create(ExecutionSpecSchema, {
    labels,
    annotations,
    securityContext,
    maxParallelism,
    rawOutputDataConfig,
    interruptible,
    overwriteCache: parent.overwriteCache,
    envs: parent.envs,
    launchPlan: { ...plan, resourceType: ResourceType.LAUNCH_PLAN },
    metadata: {
      mode: Mode.CHILD_WORKFLOW,
      nesting: (parent.metadata?.nesting ?? 0) + 1,
      parentNodeExecution: { nodeId: scope.nodeId, executionId: run.id },
    },
  });
}

/** Waits for the end of any execution. */
export async function ended(run: Run, id: WorkflowExecutionIdentifier, signal: AbortSignal): Promise<Execution> {
  for (;;) {
    const execution = run.admin.execution(id);
    if (ENDED.has(execution.closure?.phase ?? Phase.UNDEFINED)) return execution;
    await run.waiters.wait(endKey(id), signal);
  }
}

/** Woken when an execution has ended. */
export function endKey(id: WorkflowExecutionIdentifier): string {
  return `end/${executionKey(id)}`;
}

function outcomeOf(run: Run, scope: NodeScope, { closure }: Execution, name: string): LiteralMap {
  const result = closure?.outputResult;
  if (closure?.phase === Phase.SUCCEEDED) return outputsOf(run, closure);
  if (closure?.phase === Phase.ABORTED)
    throw new NodeFailure(
      userError(
        "RemoteChildWorkflowExecutionFailed",
        `failed at Node[${scope.specId}]. RemoteChildWorkflowExecutionFailed: launchplan [${name}] aborted, caused by: launchplan execution aborted`,
      ),
    );
  throw new NodeFailure(result?.case === "error" ? result.value : systemError(`launchplan [${name}] failed`));
}

/** The outputs of an execution that succeeded. */
export function outputsOf(run: Run, { outputResult }: ExecutionClosure): LiteralMap {
  const data = outputResult.case === "outputs" ? outputResult.value.data : undefined;
  return data?.case === "values" ? data.value : getLiterals(run.admin.objects, data?.case === "uri" ? data.value : "");
}
