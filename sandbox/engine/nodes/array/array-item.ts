import { create } from "@bufbuild/protobuf";
import { CatalogCacheStatus as Cache } from "@/lib/flyteidl/gen/flyteidl/core/catalog_pb";
import { TaskExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { type Identifier, TaskExecutionIdentifierSchema } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { type CacheKey, cacheKey } from "@/sandbox/engine/catalog";
import { NodeFailure } from "@/sandbox/engine/flow/failures";
import { sleep } from "@/sandbox/engine/flow/time";
import { itemExternalId } from "@/sandbox/engine/identity";
import { timeoutMs, withDeadline } from "@/sandbox/engine/nodes/deadline";
import { childId, runChild } from "@/sandbox/engine/nodes/launch-plan-node";
import { logOf, runCode } from "@/sandbox/engine/nodes/task/attempt-code";
import { Retries } from "@/sandbox/engine/nodes/task/retries";
import type { Run } from "@/sandbox/engine/run";
import type { TaskOutcome } from "@/sandbox/engine/runner/runner";
import type { NodeScope } from "@/sandbox/engine/scope";
import { getLiterals, putLiterals } from "@/sandbox/engine/values/literals";
import type { ItemBoard } from "./item-board";

/** What a map does for each item. */
export type ItemWork = { kind: "task"; task: TaskTemplate } | { kind: "launch-plan"; plan: Identifier };

export type Item = {
  run: Run;
  /** The mapped node: its retries and cache. */
  node: Node;
  scope: NodeScope;
  board: ItemBoard;
  work: ItemWork;
  index: number;
  inputs: LiteralMap;
};

export type ItemResult = { kind: "outputs"; outputs: LiteralMap } | { kind: "failed"; message: string };

const taskOf = ({ work }: Item): TaskTemplate | undefined => (work.kind === "task" ? work.task : undefined);

/** Runs one item of a map with its own retries. */
export async function runItem(item: Item, signal: AbortSignal): Promise<ItemResult> {
  const earlier = itemEarlier(item);
  if (earlier.result !== null) return earlier.result;
  const { run, board, index, inputs } = item;
  const task = taskOf(item);
  const key = task === undefined ? null : cacheKey(task, item.node, inputs);
  const hit = key === null || run.execution.spec?.overwriteCache === true ? null : run.catalog.lookup(key);
  if (hit !== null) {
    board.set(index, 0, Phase.SUCCEEDED, { cacheStatus: Cache.CACHE_HIT });
    return { kind: "outputs", outputs: hit.outputs };
  }
  const retries = new Retries(item.node, task);
  for (let retry = earlier.retry; ; retry += 1) {
    const outcome = await oneTry(item, retry, signal);
    if (outcome.kind === "outputs") return succeeded(item, retry, outcome.outputs, key);
    board.set(index, retry, Phase.FAILED);
    const { message, recoverable, origin } = failureOf(outcome);
    if (!recoverable || retries.failed(origin) !== null) return { kind: "failed", message };
    await sleep(run.options.retryDelayMs, signal);
  }
}

function succeeded(item: Item, retry: number, outputs: LiteralMap, key: CacheKey | null): ItemResult {
  const { run, board, index } = item;
  putLiterals(run.admin.objects, itemUri(item, retry), outputs);
  if (key !== null) run.catalog.store(key, outputs, sourceOf(item));
  board.set(index, retry, Phase.SUCCEEDED, key === null ? {} : { cacheStatus: Cache.CACHE_POPULATED });
  return { kind: "outputs", outputs };
}

/** A try that takes too long failed in a way that another may mend. */
async function oneTry(item: Item, retry: number, signal: AbortSignal): Promise<TaskOutcome> {
  try {
    return await withDeadline(timeoutMs(item.node, taskOf(item)), 0, signal, (limited) => play(item, retry, limited));
  } catch (cause) {
    if (!(cause instanceof NodeFailure)) throw cause;
    const { code, message } = cause.error;
    return { kind: "failed", error: { code, message, origin: "USER", recoverable: cause.recoverable } };
  }
}

async function play(item: Item, retry: number, signal: AbortSignal): Promise<TaskOutcome> {
  const { run, scope, board, work, index, inputs } = item;
  const podName = itemExternalId(run.id.name, scope.nodeId, 0, index, retry);
  board.set(index, retry, Phase.QUEUED);
  await sleep(run.options.startDelayMs / 2, signal);
  board.set(index, retry, Phase.INITIALIZING);
  await sleep(run.options.startDelayMs / 2, signal);
  if (work.kind === "launch-plan") return launch(item, work.plan, retry, signal);
  const { task } = work;
  board.set(index, retry, Phase.RUNNING, { logs: [logOf(run, podName, `-${index}`)] });
  return runCode(run, { task, inputs, attempt: retry, index, podName }, signal);
}

/** An item that is an execution of its own; its row names it. */
async function launch(item: Item, plan: Identifier, retry: number, signal: AbortSignal): Promise<TaskOutcome> {
  const { run, scope, board, index, inputs } = item;
  const id = childId(run, `${scope.nodeId}-n${index}`, retry);
  board.set(index, retry, Phase.RUNNING, { execution: id });
  try {
    return { kind: "outputs", outputs: await runChild({ run, scope, signal }, id, plan, inputs), deck: null };
  } catch (cause) {
    if (!(cause instanceof NodeFailure)) throw cause;
    const { code, message } = cause.error;
    return { kind: "failed", error: { code, message, origin: "USER", recoverable: true } };
  }
}

function failureOf(outcome: Exclude<TaskOutcome, { kind: "outputs" }>) {
  if (outcome.kind === "failed") return outcome.error;
  return { message: "a dynamic task cannot be mapped", recoverable: false, origin: "USER" as const };
}

function sourceOf({ run, scope, work }: Item) {
  return create(TaskExecutionIdentifierSchema, {
    ...(work.kind === "task" ? { taskId: work.task.id } : {}),
    nodeExecutionId: { nodeId: scope.nodeId, executionId: run.id },
  });
}

function itemUri({ scope, index }: Item, retry: number): string {
  return `${scope.dir}/0/${index}/${retry}/outputs.pb`;
}

/** What an earlier life of the run knows of the item. A try that was running is begun again under its own number. */
function itemEarlier(item: Item): { retry: number; result: ItemResult | null } {
  const last = item.board.last(item.index);
  const retry = last?.retryAttempt ?? 0;
  if (last?.phase !== Phase.SUCCEEDED) return { retry: last?.phase === Phase.FAILED ? retry + 1 : retry, result: null };
  const outputs = getLiterals(item.run.admin.objects, itemUri(item, retry));
  return { retry, result: { kind: "outputs", outputs } };
}
