import { create } from "@bufbuild/protobuf";
import {
  ExecutionErrorSchema,
  NodeExecution_Phase as NodePhase,
  TaskExecution_Phase as Phase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
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
import { type Item, runItem } from "./array-item";
import { ItemBoard } from "./item-board";
import { gathered, itemCount, itemInputs, itemsNeeded, joinedMessages } from "./item-values";

/** A map: one node, one task execution, and in it a row for each try of each item. */
export const runArrayNode: NodeHandler = async (level, node, scope, inputs) => {
  const { run } = level;
  const array = node.target.case === "arrayNode" ? node.target.value : undefined;
  const task = array === undefined ? undefined : itemTask(level, array);
  if (array === undefined || task === undefined) throw new Error(`${node.id} maps over no task`);
  const count = itemCount(array, inputs);
  const report = reporterOf(run, scope, task);
  const board = openBoard(run, scope, count, report);
  run.reporter.node(scope, NodePhase.RUNNING);
  try {
    const items = await runItems(level, array, scope, board, task, inputs, count);
    const uri = outputsUri(scope, 0);
    report({ phase: Phase.RUNNING }, board.take());
    report({ phase: Phase.SUCCEEDED, outputResult: { case: "outputUri", value: uri } }, []);
    return { outputs: gathered(task, items), attempt: 0, hasOutputs: true };
  } catch (cause) {
    endAfter(cause, board, report);
    throw cause;
  }
};

function itemTask({ entities }: Level, { node }: ArrayNode): TaskTemplate | undefined {
  const target = node?.target;
  if (target?.case !== "taskNode" || target.value.reference.case !== "referenceId") return undefined;
  return entities.task(target.value.reference.value);
}

type Report = (facts: TaskFacts, rows: ExternalResourceInfo[]) => void;

function reporterOf(run: Run, scope: NodeScope, task: TaskTemplate): Report {
  let phaseVersion = 0;
  return (facts, externalResources) =>
    run.reporter.task(scope, {
      taskId: task.id,
      retryAttempt: 0,
      taskType: "container_array",
      metadata: { pluginIdentifier: "k8s-array", externalResources },
      phaseVersion: phaseVersion++,
      ...facts,
    });
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

async function runItems(
  level: Level,
  array: ArrayNode,
  scope: NodeScope,
  board: ItemBoard,
  task: TaskTemplate,
  inputs: LiteralMap,
  count: number,
): Promise<(LiteralMap | null)[]> {
  const stop = linkedController(level.signal);
  const failures = new Map<number, string>();
  const mayFail = count - itemsNeeded(array, count);
  const places = placesOf(level.run, array);
  const one = async (index: number): Promise<LiteralMap | null> => {
    const own = itemInputs(array, inputs, index);
    const item: Item = {
      run: level.run,
      node: array.node ?? create(NodeSchema),
      scope,
      board,
      task,
      index,
      inputs: own,
    };
    const release = await places.acquire(stop.signal);
    try {
      const result = await runItem(item, stop.signal);
      if (result.kind === "outputs") return result.outputs;
      failures.set(index, result.message);
      if (failures.size > mayFail) stop.abort(new Aborted(SIBLING_FAILED));
      return null;
    } finally {
      release();
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, index) => one(index)));
  stop.unlink();
  // Without code and kind: so Flyte reports a failed map.
  if (failures.size > mayFail && !level.signal.aborted)
    throw new NodeFailure(create(ExecutionErrorSchema, { message: joinedMessages(failures) }));
  return settled.map((each) => {
    if (each.status === "rejected") throw each.reason;
    return each.value;
  });
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
