import { create } from "@bufbuild/protobuf";
import {
  ExecutionErrorSchema,
  NodeExecution_Phase as NodePhase,
  TaskExecution_Phase as Phase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type ArrayNode, NodeSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import type { ExternalResourceInfo } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import { linkedController } from "@/sandbox/engine/flow/abort";
import { Aborted, Closed, NodeFailure, SIBLING_FAILED } from "@/sandbox/engine/flow/failures";
import { Semaphore } from "@/sandbox/engine/flow/semaphore";
import { itemExternalId } from "@/sandbox/engine/identity";
import type { Level, NodeHandler } from "@/sandbox/engine/level";
import type { TaskFacts } from "@/sandbox/engine/reporter";
import { earlierAttempts, type Run } from "@/sandbox/engine/run";
import { type NodeScope, outputsUri } from "@/sandbox/engine/scope";
import { type Item, type ItemWork, runItem } from "./array-item";
import { ItemBoard } from "./item-board";
import { gathered, itemCount, itemInputs, itemsNeeded, joinedMessages } from "./item-values";

/** A map: one node, one task execution, and in it a row for each try of each item. */
export const runArrayNode: NodeHandler = async (level, node, scope, inputs) => {
  const { run } = level;
  const array = node.target.case === "arrayNode" ? node.target.value : undefined;
  const work = array === undefined ? undefined : itemWork(level, array);
  if (array === undefined || work === undefined) throw new Error(`${node.id} maps over no task and no launch plan`);
  const count = itemCount(array, inputs);
  const report = reporterOf(run, scope, work);
  const board = openBoard(run, scope, count, report);
  run.reporter.node(scope, NodePhase.RUNNING);
  try {
    const items = await runItems({ level, array, scope, board, work, inputs, count });
    const uri = outputsUri(scope, 0);
    report({ phase: Phase.RUNNING }, board.take());
    report({ phase: Phase.SUCCEEDED, outputResult: { case: "outputUri", value: uri } }, []);
    return { outputs: gathered(outputNames(run, work), items), attempt: 0, hasOutputs: true };
  } catch (cause) {
    endAfter(cause, board, report);
    throw cause;
  }
};

function itemWork({ entities }: Level, { node }: ArrayNode): ItemWork | undefined {
  const target = node?.target;
  if (target?.case === "taskNode" && target.value.reference.case === "referenceId")
    return { kind: "task", task: entities.task(target.value.reference.value) };
  if (target?.case === "workflowNode" && target.value.reference.case === "launchplanRef")
    return { kind: "launch-plan", plan: target.value.reference.value };
  return undefined;
}

function outputNames({ admin }: Run, work: ItemWork): string[] {
  const outputs =
    work.kind === "task" ? work.task.interface?.outputs : admin.launchPlan(work.plan).closure?.expectedOutputs;
  return Object.keys(outputs?.variables ?? {});
}

type Report = (facts: TaskFacts, rows: ExternalResourceInfo[]) => void;

function reporterOf(run: Run, scope: NodeScope, work: ItemWork): Report {
  let phaseVersion = 0;
  return (facts, externalResources) =>
    run.reporter.task(scope, {
      taskId: work.kind === "task" ? work.task.id : madeUpTask(run, scope),
      retryAttempt: 0,
      taskType: "container_array",
      metadata: { pluginIdentifier: "k8s-array", externalResources },
      phaseVersion: phaseVersion++,
      ...facts,
    });
}

/** A map over a launch plan has no task, and Flyte's engine makes one up from the node. */
function madeUpTask({ id }: Run, { nodeId }: NodeScope) {
  const { project, domain } = id;
  return create(IdentifierSchema, { resourceType: ResourceType.TASK, project, domain, name: nodeId, version: "v1" });
}

/** All items are listed from the first event on, without a phase until they start. */
function openBoard(run: Run, scope: NodeScope, count: number, report: Report): ItemBoard {
  const earlier = earlierAttempts(run, scope.nodeId)[0];
  const externalId = (index: number, retry: number) => itemExternalId(run.id.name, scope.nodeId, 0, index, retry);
  const news = (rows: ExternalResourceInfo[]) => report({ phase: Phase.RUNNING }, rows);
  const board = new ItemBoard(externalId, news, earlier?.closure?.metadata?.externalResources ?? []);
  if (earlier !== undefined) return board;
  for (let index = 0; index < count; index += 1) board.set(index, 0, Phase.UNDEFINED);
  report({ phase: Phase.QUEUED }, board.take());
  return board;
}

type Items = {
  level: Level;
  array: ArrayNode;
  scope: NodeScope;
  board: ItemBoard;
  work: ItemWork;
  inputs: LiteralMap;
  count: number;
};

/** Items begin one after another as places get free, so that a map of any size has only one that waits. */
async function runItems({ level, array, scope, board, work, inputs, count }: Items): Promise<(LiteralMap | null)[]> {
  const { run, signal } = level;
  const stop = linkedController(signal);
  const failures = new Map<number, string>();
  const mayFail = count - itemsNeeded(array, count);
  const places = placesOf(run, array);
  const node = array.node ?? create(NodeSchema);
  const results = Array.from({ length: count }, (): LiteralMap | null => null);
  let broken: { cause: unknown } | null = null;
  const one = async (index: number, release: () => void): Promise<void> => {
    const item: Item = { run, node, scope, board, work, index, inputs: itemInputs(array, inputs, index) };
    try {
      const result = await runItem(item, stop.signal);
      if (result.kind === "outputs") results[index] = result.outputs;
      else failures.set(index, result.message);
      if (failures.size > mayFail) stop.abort(new Aborted(SIBLING_FAILED));
    } catch (cause) {
      broken ??= { cause };
    } finally {
      release();
    }
  };
  const running = new Set<Promise<void>>();
  try {
    for (let index = 0; index < count && broken === null; index += 1) {
      const release = await places.acquire(stop.signal);
      const work = one(index, release);
      running.add(work);
      void work.then(() => running.delete(work));
    }
  } catch (cause) {
    broken ??= { cause };
  }
  await Promise.all(running);
  stop.unlink();
  // Without code and kind: so Flyte reports a failed map.
  if (failures.size > mayFail && !signal.aborted)
    throw new NodeFailure(create(ExecutionErrorSchema, { message: joinedMessages(failures) }));
  if (broken !== null) throw broken.cause;
  return results;
}

/** A map with a concurrency of its own does not count against the execution's parallelism; 0 there means no limit. */
function placesOf(run: Run, { parallelismOption }: ArrayNode): Semaphore {
  return parallelismOption.case === undefined ? run.places : new Semaphore(parallelismOption.value);
}

function endAfter(cause: unknown, board: ItemBoard, report: Report): void {
  if (cause instanceof Closed) {
    board.take();
    return;
  }
  board.abortRest();
  if (cause instanceof NodeFailure)
    report({ phase: Phase.FAILED, outputResult: { case: "error", value: cause.error } }, board.take());
  else report({ phase: Phase.ABORTED }, board.take());
}
