import { createHash } from "node:crypto";
import { create } from "@bufbuild/protobuf";
import { ExecutionCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  type Identifier,
  IdentifierSchema,
  ResourceType,
  WorkflowExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type TaskTemplate, TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { Aborted, NodeFailure, userError } from "@/sandbox/engine/flow/failures";
import { ended, existing, outputsOf, terminateChild } from "@/sandbox/engine/nodes/launch-plan-node";
import type { Run } from "@/sandbox/engine/run";
import type { Launcher } from "@/sandbox/engine/runner/runner";
import { encodeOutputs } from "@/sandbox/tasks/runtime/encode";

/** flytekit's names of the labels and the variable that tie the executions of an eager task together. */
const PARENT_LABEL = "eager-exec";
const ROOT_LABEL = "eager-root-exec";
const ROOT_ENV = "_F_EE_ROOT";
/** flytekit takes so many characters of names and hashes. */
const NAME_PART = 8;
const PARENT_PART = 5;
const HASH_PART = 16;

/** What flytekit's controller is to an eager task: starts single-task executions and waits for them. */
export function eagerLauncher(run: Run, task: TaskTemplate, signal: AbortSignal): Launcher {
  const calls = new Map<string, number>();
  return async (name, inputs) => {
    const number = calls.get(name) ?? 0;
    calls.set(name, number + 1);
    const { project = "", domain = "", version = "" } = task.id ?? {};
    const callee = create(IdentifierSchema, { resourceType: ResourceType.TASK, project, domain, name, version });
    const id = create(WorkflowExecutionIdentifierSchema, {
      project: run.id.project,
      domain: run.id.domain,
      name: childName(run.id.name, task.id?.name ?? "", name, number, inputs),
    });
    if (existing(run, id) === null) start(run, id, callee, inputs);
    return outcome(run, id, name, signal);
  };
}

function start(run: Run, id: Run["id"], callee: Identifier, inputs: Readonly<Record<string, unknown>>): void {
  const root = run.execution.spec?.labels?.values[ROOT_LABEL] ?? run.id.name;
  run.admin.createExecution(
    create(ExecutionCreateRequestSchema, {
      project: id.project,
      domain: id.domain,
      name: id.name,
      inputs: encodeInputs(inputs, run.admin.task(callee).template),
      spec: {
        launchPlan: callee,
        metadata: {},
        labels: { values: { [PARENT_LABEL]: run.id.name, [ROOT_LABEL]: root } },
        envs: { values: [{ key: ROOT_ENV, value: root }] },
      },
    }),
  );
}

async function outcome(run: Run, id: Run["id"], task: string, signal: AbortSignal): Promise<LiteralMap> {
  try {
    const { closure } = await ended(run, id, signal);
    if (closure?.phase === Phase.SUCCEEDED) return outputsOf(run, closure);
    const result = closure?.outputResult;
    const reason = result?.case === "error" ? result.value.message : "it was aborted";
    throw new NodeFailure(userError("USER:EagerException", `Error executing ${task} with error: ${reason}`));
  } catch (cause) {
    if (cause instanceof Aborted) terminateChild(run, id, cause.message);
    throw cause;
  }
}

function encodeInputs(inputs: Readonly<Record<string, unknown>>, task: TaskTemplate | undefined): LiteralMap {
  const outputs = task?.interface?.inputs;
  const turned = create(TaskTemplateSchema, outputs === undefined ? {} : { interface: { outputs } });
  return encodeOutputs(inputs, turned, null);
}

/** `e-FUNCTION-PARENT-TASK-HASH`: the same call has the same name, so a second attempt finds the first's executions. */
function childName(
  parent: string,
  caller: string,
  callee: string,
  number: number,
  inputs: Readonly<Record<string, unknown>>,
): string {
  const text = `${parent}-${callee}-${number}-${JSON.stringify(inputs)}`;
  const hash = createHash("md5").update(text).digest("hex").slice(0, HASH_PART);
  const last = (name: string) => (name.split(".").at(-1) ?? "").slice(0, NAME_PART);
  return dnsLabel(`e-${last(caller)}-${parent.slice(0, PARENT_PART)}-${last(callee)}-${hash}`);
}

/** As flytekit's `_dnsify` does. */
const dnsLabel = (text: string): string => text.replaceAll(/[_.]/g, "-").toLowerCase();
