import { create, fromBinary } from "@bufbuild/protobuf";
import type { CompiledWorkflowClosure } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { type DynamicJobSpec, DynamicJobSpecSchema } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { TaskNodeMetadataSchema } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import { NodeFailure, userError } from "@/sandbox/engine/flow/failures";
import type { Done, Level } from "@/sandbox/engine/level";
import { Entities, type Run } from "@/sandbox/engine/run";
import type { NodeScope } from "@/sandbox/engine/scope";

function futuresUri(scope: NodeScope, attempt: number): string {
  return `${scope.dir}/${attempt}/futures.pb`;
}

/** The graph that an attempt answered with in an earlier life of the run, else null. */
export function futuresOf(run: Run, scope: NodeScope, attempt: number): DynamicJobSpec | null {
  const bytes = run.admin.objects.get(futuresUri(scope, attempt));
  return bytes === null ? null : fromBinary(DynamicJobSpecSchema, bytes);
}

/** Compiles what a dynamic task returned and runs it as children of the task's own node. */
export async function runDynamic(
  level: Level,
  scope: NodeScope,
  inputs: LiteralMap,
  spec: DynamicJobSpec,
  attempt: number,
): Promise<Done> {
  const { run } = level;
  const closure = compiled(run, scope, spec, attempt);
  const workflow = closure.primary;
  if (workflow === undefined) throw new Error(`the dynamic graph of ${scope.nodeId} is empty`);
  Object.assign(scope.facts, { isParent: true, isDynamic: true });
  scope.facts.targetMetadata = { case: "taskNodeMetadata", value: create(TaskNodeMetadataSchema) };
  run.reporter.node(scope, Phase.DYNAMIC_RUNNING, {
    targetMetadata: {
      case: "taskNodeMetadata",
      value: {
        dynamicWorkflow: {
          id: workflow.template?.id,
          compiledWorkflow: closure,
          dynamicJobSpecUri: futuresUri(scope, attempt),
        },
      },
    },
  });
  level.leavePlace();
  const place = { kind: "below", parent: scope, attempt, inDynamic: true } as const;
  const entities = new Entities(closure, run.admin);
  const outputs = await level.walk.graph({ ...level, entities, place }, workflow, inputs);
  return { outputs, attempt, hasOutputs: true };
}

function compiled(run: Run, scope: NodeScope, spec: DynamicJobSpec, attempt: number): CompiledWorkflowClosure {
  try {
    return run.admin.compileDynamic(spec, `${scope.dir}/${attempt}/dynamic_compiled.pb`);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new NodeFailure(
      userError("DynamicWorkflowBuildFailed", `failed to compile the workflow that ${scope.specId} built: ${reason}`),
    );
  }
}
