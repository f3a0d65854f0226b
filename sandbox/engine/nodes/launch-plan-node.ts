import { create } from "@bufbuild/protobuf";
import {
  type Execution,
  ExecutionCreateRequestSchema,
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
import { Aborted, NodeFailure, systemError, userError } from "@/sandbox/engine/failures";
import { childExecutionName } from "@/sandbox/engine/identity";
import type { Level, NodeHandler } from "@/sandbox/engine/level";
import { executionKey, type Run } from "@/sandbox/engine/run";
import type { NodeScope } from "@/sandbox/engine/scope";
import { getLiterals } from "@/sandbox/engine/values/literals";

const ENDED = new Set([Phase.SUCCEEDED, Phase.FAILED, Phase.ABORTED, Phase.TIMED_OUT]);

/** An execution of its own in the place of a node. */
export const runLaunchPlanNode: NodeHandler = async (level, node, scope, inputs) => {
  const { run } = level;
  const reference = node.target.case === "workflowNode" ? node.target.value.reference : undefined;
  if (reference?.case !== "launchplanRef") throw new Error(`${node.id} names no launch plan`);
  const name = childExecutionName(run.id.name, scope.nodeId, 0);
  const id = create(WorkflowExecutionIdentifierSchema, { project: run.id.project, domain: run.id.domain, name });
  if (existing(run, id) === null) createChild(run, scope, id, reference.value, inputs);
  Object.assign(scope.facts, {
    targetMetadata: { case: "workflowNodeMetadata" as const, value: { executionId: id } },
  });
  run.reporter.node(scope, NodePhase.RUNNING);
  try {
    const child = await ended(level, id);
    return { outputs: outcomeOf(run, scope, child, name), attempt: 0, hasOutputs: true };
  } catch (cause) {
    if (cause instanceof Aborted)
      run.admin.terminate(
        id,
        `cascading abort as parent execution id [${run.id.name}] aborted, reason [${cause.message}]`,
      );
    throw cause;
  }
};

/** After a restart the child may be there already; the admin side throws for one that is not. */
function existing(run: Run, id: WorkflowExecutionIdentifier): Execution | null {
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
  const { spec } = run.execution;
  try {
    run.admin.createExecution(
      create(ExecutionCreateRequestSchema, {
        project: id.project,
        domain: id.domain,
        name: id.name,
        inputs,
        spec: {
          launchPlan: { ...plan, resourceType: ResourceType.LAUNCH_PLAN },
          metadata: {
            mode: Mode.CHILD_WORKFLOW,
            nesting: (spec?.metadata?.nesting ?? 0) + 1,
            parentNodeExecution: { nodeId: scope.nodeId, executionId: run.id },
          },
          labels: spec?.labels,
          annotations: spec?.annotations,
          securityContext: spec?.securityContext,
          maxParallelism: spec?.maxParallelism ?? 0,
          rawOutputDataConfig: spec?.rawOutputDataConfig,
          interruptible: spec?.interruptible,
          overwriteCache: spec?.overwriteCache ?? false,
          envs: spec?.envs,
        },
      }),
    );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new NodeFailure(userError("RuntimeExecutionError", `failed to launch the child execution: ${reason}`));
  }
}

async function ended({ run, signal }: Level, id: WorkflowExecutionIdentifier): Promise<Execution> {
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

function outcomeOf(run: Run, scope: NodeScope, child: Execution, name: string): LiteralMap {
  const result = child.closure?.outputResult;
  if (child.closure?.phase === Phase.SUCCEEDED) {
    const data = result?.case === "outputs" ? result.value.data : undefined;
    return data?.case === "values"
      ? data.value
      : getLiterals(run.admin.objects, data?.case === "uri" ? data.value : "");
  }
  if (child.closure?.phase === Phase.ABORTED)
    throw new NodeFailure(
      userError(
        "RemoteChildWorkflowExecutionFailed",
        `failed at Node[${scope.specId}]. RemoteChildWorkflowExecutionFailed: launchplan [${name}] aborted, caused by: launchplan execution aborted`,
      ),
    );
  throw new NodeFailure(result?.case === "error" ? result.value : systemError(`launchplan [${name}] failed`));
}
