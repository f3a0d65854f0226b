import { create, toBinary } from "@bufbuild/protobuf";
import { DynamicJobSpecSchema } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import {
  type ExecutionError,
  NodeExecution_Phase as NodePhase,
  TaskExecution_Phase as Phase,
  type TaskLog,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  type TaskExecutionIdentifier,
  TaskExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { TaskExecutionMetadata_InstanceClass as InstanceClass } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import { Aborted } from "@/sandbox/engine/flow/failures";
import { now, sleep, wholeSeconds } from "@/sandbox/engine/flow/time";
import type { TaskFacts } from "@/sandbox/engine/reporter";
import type { Run } from "@/sandbox/engine/run";
import type { TaskOutcome } from "@/sandbox/engine/runner/runner";
import { type NodeScope, outputsUri } from "@/sandbox/engine/scope";
import { putLiterals } from "@/sandbox/engine/values/literals";
import { executionErrorOf, logOf, putErrorDocument, runCode } from "./attempt-code";

export type AttemptContext = {
  run: Run;
  node: Node;
  scope: NodeScope;
  task: TaskTemplate;
  inputs: LiteralMap;
  number: number;
  /** The phase that an earlier life of the run left this attempt in. */
  reached: Phase;
  signal: AbortSignal;
};

export function podNameOf({ run, scope }: Pick<AttemptContext, "run" | "scope">, number: number): string {
  return `${run.id.name}-${scope.nodeId}-${number}`;
}

export function attemptId(context: AttemptContext): TaskExecutionIdentifier {
  return create(TaskExecutionIdentifierSchema, {
    taskId: context.task.id,
    nodeExecutionId: { nodeId: context.scope.nodeId, executionId: context.run.id },
    retryAttempt: context.number,
  });
}

/** One attempt of a task node from QUEUED to its end. A failure is an outcome; an abort is reported and thrown on. */
export async function runAttempt(context: AttemptContext): Promise<TaskOutcome> {
  const { run, task, inputs, number, signal } = context;
  const report = reporterOf(context);
  const podName = podNameOf(context, number);
  const logs = [logOf(run, podName)];
  try {
    await start(context, report, podName, logs);
    const outcome = await runCode(run, { task, inputs, attempt: number, index: null, podName }, signal);
    finish(context, report, outcome, logs);
    return outcome;
  } catch (cause) {
    if (cause instanceof Aborted) report({ phase: Phase.ABORTED });
    throw cause;
  }
}

/** The steps that a real attempt takes before its code runs. Repeated QUEUED events need a rising version. */
async function start(
  { run, scope, task, number, reached, signal }: AttemptContext,
  report: (facts: TaskFacts) => void,
  podName: string,
  logs: TaskLog[],
): Promise<void> {
  if (reached === Phase.UNDEFINED) report({ phase: Phase.QUEUED, reason: "task submitted to K8s" });
  const deck = task.metadata?.generatesDeck === true ? { deckUri: `${scope.dir}/${number}/deck.html` } : {};
  run.reporter.node(scope, NodePhase.RUNNING, deck);
  if (reached === Phase.UNDEFINED) report({ phase: Phase.QUEUED, phaseVersion: 1, reason: "Demistify Pending" });
  if (reached !== Phase.RUNNING) {
    await sleep(run.options.startDelayMs / 2, signal);
    if (reached !== Phase.INITIALIZING)
      report({
        phase: Phase.INITIALIZING,
        reason: `[ContainersNotReady|ContainerCreating]: containers with unready status: [${podName}]|`,
        occurredAt: wholeSeconds(now()),
      });
    await sleep(run.options.startDelayMs / 2, signal);
    report({ phase: Phase.RUNNING, logs, occurredAt: wholeSeconds(now()) });
  }
}

function finish(
  { run, scope, number }: AttemptContext,
  report: (facts: TaskFacts) => void,
  outcome: TaskOutcome,
  logs: TaskLog[],
): void {
  const { objects } = run.admin;
  const occurredAt = wholeSeconds(now());
  const folder = `${scope.dir}/${number}`;
  const uri = outputsUri(scope, number);
  switch (outcome.kind) {
    case "outputs":
      putLiterals(objects, uri, outcome.outputs);
      if (outcome.deck !== null) objects.put(`${folder}/deck.html`, Buffer.from(outcome.deck));
      report({ phase: Phase.SUCCEEDED, logs, occurredAt, outputResult: { case: "outputUri", value: uri } });
      return;
    case "dynamic":
      objects.put(`${folder}/futures.pb`, toBinary(DynamicJobSpecSchema, outcome.spec));
      report({ phase: Phase.SUCCEEDED, logs, occurredAt, outputResult: { case: "outputUri", value: uri } });
      return;
    case "failed": {
      putErrorDocument(run, `${folder}/error.pb`, outcome.error);
      const error: ExecutionError = executionErrorOf(outcome.error);
      report({ phase: Phase.FAILED, logs, occurredAt, outputResult: { case: "error", value: error } });
      return;
    }
  }
}

function reporterOf(context: AttemptContext): (facts: TaskFacts) => void {
  const { run, scope, task, number } = context;
  return (facts) =>
    run.reporter.task(scope, {
      taskId: task.id,
      retryAttempt: number,
      taskType: task.type,
      metadata: {
        generatedName: podNameOf(context, number),
        pluginIdentifier: task.type === "echo" ? "echo" : "container",
        instanceClass: isInterruptible(context) ? InstanceClass.INTERRUPTIBLE : InstanceClass.DEFAULT,
      },
      ...facts,
    });
}

function isInterruptible({ run, node, task }: AttemptContext): boolean {
  return (
    node.metadata?.interruptibleValue.value ??
    run.execution.spec?.interruptible ??
    task.metadata?.interruptibleValue.value ??
    false
  );
}

/** The echo plugin runs inside the engine: one event, no container, no times. */
export function echo(context: AttemptContext): LiteralMap {
  const { run, scope, task, inputs, number } = context;
  const names = Object.keys(task.interface?.outputs?.variables ?? {}).toSorted();
  const values = Object.keys(inputs.literals)
    .toSorted()
    .flatMap((name) => inputs.literals[name] ?? []);
  const outputs: LiteralMap = { ...inputs, literals: {} };
  for (const [index, name] of names.entries()) {
    const value = values[index];
    if (value !== undefined) outputs.literals[name] = value;
  }
  const uri = outputsUri(scope, number);
  putLiterals(run.admin.objects, uri, outputs);
  reporterOf(context)({ phase: Phase.SUCCEEDED, outputResult: { case: "outputUri", value: uri } });
  return outputs;
}
