import type { TaskExecutionClosure } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import { CatalogCacheStatus as Cache, type CatalogMetadata } from "@/lib/flyteidl/gen/flyteidl/core/catalog_pb";
import {
  type ExecutionError,
  ExecutionError_ErrorKind as Kind,
  TaskExecution_Phase as Phase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { type CacheKey, cacheKey } from "@/sandbox/engine/catalog";
import { NodeFailure, retriesExhausted } from "@/sandbox/engine/flow/failures";
import { sleep } from "@/sandbox/engine/flow/time";
import type { Done, Level, NodeHandler } from "@/sandbox/engine/level";
import { timeoutMs, withDeadline } from "@/sandbox/engine/nodes/deadline";
import { earlierAttempts, type Run } from "@/sandbox/engine/run";
import type { TaskOutcome } from "@/sandbox/engine/runner/runner";
import { type NodeScope, outputsUri } from "@/sandbox/engine/scope";
import { getLiterals } from "@/sandbox/engine/values/literals";
import { type AttemptContext, attemptId, echo, podNameOf, runAttempt } from "./attempt";
import { checkpointUri, executionErrorOf } from "./attempt-code";
import { futuresOf, runDynamic } from "./dynamic";
import { Retries } from "./retries";

/** A task: its cache, its attempts and, when an attempt answers with a graph, that graph. */
export const runTaskNode: NodeHandler = async (level, node, scope, inputs) => {
  const reference = node.target.case === "taskNode" ? node.target.value.reference : undefined;
  if (reference?.case !== "referenceId") throw new Error(`${node.id} names no task`);
  const task = level.entities.task(reference.value);
  const key = cacheKey(task, node, inputs);
  if (key === null) return attempts(level, node, scope, task, inputs, null);
  const release = await level.run.catalog.reserve(key, level.signal);
  try {
    return cached(level, scope, key) ?? (await attempts(level, node, scope, task, inputs, key));
  } finally {
    release();
  }
};

function cached({ run }: Level, scope: NodeScope, key: CacheKey): Done | null {
  if (run.execution.spec?.overwriteCache === true || run.rows.has(scope.nodeId)) return null;
  const entry = run.catalog.lookup(key);
  if (entry === null) return null;
  nodeMetadata(scope, { cacheStatus: Cache.CACHE_HIT, catalogKey: entry.metadata });
  return { outputs: entry.outputs, attempt: 0, hasOutputs: true };
}

function nodeMetadata(
  scope: NodeScope,
  value: { cacheStatus?: Cache; catalogKey?: CatalogMetadata; checkpointUri?: string },
): void {
  scope.facts.targetMetadata = { case: "taskNodeMetadata", value };
}

async function attempts(
  level: Level,
  node: Node,
  scope: NodeScope,
  task: TaskTemplate,
  inputs: LiteralMap,
  key: CacheKey | null,
): Promise<Done> {
  const { run, signal } = level;
  const retries = new Retries(node, task);
  const earlier = earlierOf(level, scope, retries);
  const base = { run, node, scope, task, inputs };
  if (earlier.outcome !== null) return settle(level, { ...base, ...earlier, signal }, earlier.outcome, key);
  for (let { number, reached } = earlier; ; number += 1, reached = Phase.UNDEFINED) {
    const context: AttemptContext = { ...base, number, reached, signal };
    if (task.type === "echo")
      return settle(level, context, { kind: "outputs", outputs: echo(context), deck: null }, key);
    const outcome = await limited(context);
    if (outcome.kind !== "failed") return settle(level, context, outcome, key);
    nodeMetadata(scope, { checkpointUri: checkpointUri(run, podNameOf(context, number)) });
    const error = executionErrorOf(outcome.error);
    if (!outcome.error.recoverable) throw new NodeFailure(error);
    giveUpAfter(retries, outcome.error.origin, error);
    await sleep(run.options.retryDelayMs, signal);
  }
}

function giveUpAfter(retries: Retries, origin: "USER" | "SYSTEM", error: ExecutionError): void {
  const exhausted = retries.failed(origin);
  if (exhausted !== null) throw new NodeFailure(retriesExhausted(error, exhausted.attempt, exhausted.most));
}

/** An expiry ends the attempt as ABORTED and counts as a failure that may be tried again. */
async function limited(context: AttemptContext): Promise<TaskOutcome> {
  try {
    return await withDeadline(timeoutMs(context.node, context.task), 0, context.signal, (signal) =>
      runAttempt({ ...context, signal }),
    );
  } catch (cause) {
    if (!(cause instanceof NodeFailure)) throw cause;
    const { code, message } = cause.error;
    return { kind: "failed", error: { code, message, origin: "USER", recoverable: cause.recoverable } };
  }
}

type Success = Exclude<TaskOutcome, { kind: "failed" }>;
type Earlier = { number: number; reached: Phase; outcome: Success | null };

/** Where an earlier life of the run left off: the attempt to go on with, and its outcome when only that was missing. */
function earlierOf({ run }: Level, scope: NodeScope, retries: Retries): Earlier {
  const known = earlierAttempts(run, scope.nodeId);
  for (const { closure } of known) countFailure(retries, closure);
  const last = known.at(-1);
  if (last === undefined) return { number: 0, reached: Phase.UNDEFINED, outcome: null };
  const number = last.id?.retryAttempt ?? 0;
  const reached = last.closure?.phase ?? Phase.UNDEFINED;
  if (reached === Phase.FAILED || reached === Phase.ABORTED)
    return { number: number + 1, reached: Phase.UNDEFINED, outcome: null };
  return { number, reached, outcome: reached === Phase.SUCCEEDED ? successOf(run, scope, number) : null };
}

function countFailure(retries: Retries, closure: TaskExecutionClosure | undefined): void {
  if (closure?.phase !== Phase.FAILED || closure.outputResult.case !== "error") return;
  retries.failed(closure.outputResult.value.kind === Kind.SYSTEM ? "SYSTEM" : "USER");
}

function successOf(run: Run, scope: NodeScope, number: number): Success {
  const spec = futuresOf(run, scope, number);
  if (spec !== null) return { kind: "dynamic", spec };
  return { kind: "outputs", outputs: getLiterals(run.admin.objects, outputsUri(scope, number)), deck: null };
}

async function settle(level: Level, context: AttemptContext, outcome: Success, key: CacheKey | null): Promise<Done> {
  const { run } = level;
  const { scope, number } = context;
  if (outcome.kind === "dynamic") return runDynamic(level, scope, context.inputs, outcome.spec, number);
  if (outcome.deck !== null) scope.facts.deckUri = `${scope.dir}/${number}/deck.html`;
  const checkpoint = { checkpointUri: checkpointUri(run, podNameOf(context, number)) };
  if (key === null) nodeMetadata(scope, checkpoint);
  else {
    const catalogKey = run.catalog.store(key, outcome.outputs, attemptId(context));
    nodeMetadata(scope, { cacheStatus: Cache.CACHE_POPULATED, catalogKey, ...checkpoint });
  }
  return { outputs: outcome.outputs, attempt: number, hasOutputs: true };
}
