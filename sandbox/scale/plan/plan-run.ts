import { create } from "@bufbuild/protobuf";
import { ExecutionErrorSchema } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  type Identifier,
  ResourceType,
  WorkflowExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { abortedError, WORKFLOW_ABORTED } from "@/sandbox/engine/flow/failures";
import type { Random } from "@/sandbox/scale/random";
import type { Shape, ShapeNode } from "@/sandbox/scale/shapes/shape";
import { identifier, type Place } from "@/sandbox/scale/shapes/tasks";
import { taskOf } from "@/sandbox/scale/shapes/workflows";
import { endAt } from "./end-at";
import { layOut } from "./lay-out";
import type { DynamicGraph, PlannedNode, PlannedRun, RunUris } from "./plan";

export type RunWish = {
  place: Place;
  shape: Shape;
  name: string;
  random: Random;
  taskSeconds: readonly [number, number];
  createdAtMs: number;
  uris: RunUris;
  /** Where the objects of the run lie: `s3://…`. */
  prefix: string;
  graph: (shape: Shape) => DynamicGraph;
  valuesOf: (node: ShapeNode) => string;
  /** The message of a task that fails, null for a run that succeeds. */
  failure: string | null;
  /** Why a person ended the run while it ran. */
  abortCause?: string | null;
  /** The task of all nodes, for a run of another task than a shape's own. */
  taskId?: Identifier | null;
  labels?: Readonly<Record<string, string>>;
  tags?: readonly string[];
};

/** Lays a run out: same wish and same random numbers, same run. */
export function planRun(wish: RunWish): PlannedRun {
  const { place, shape, name, random, taskSeconds, graph, valuesOf } = wish;
  const { project, domain } = place;
  const prefix = `${wish.prefix}/${project}-${domain}-${name}`;
  const startedMs = random.between(100, 400);
  const task = memoised((node: ShapeNode) => wish.taskId ?? taskOf(place, node)?.id ?? null);
  let nodes: PlannedNode[] = [];
  layOut({ random, taskSeconds, task, graph, valuesOf }, shape, { kind: "top", prefix }, null, startedMs, nodes);
  const failure =
    wish.failure === null
      ? null
      : create(ExecutionErrorSchema, { code: "USER:RuntimeError", message: wish.failure, kind: 1 });
  const abortCause = wish.abortCause ?? null;
  const error = abortCause === null ? failure : abortedError(WORKFLOW_ABORTED);
  const last = error === null ? undefined : lateTask(nodes);
  if (error !== null && last !== undefined)
    nodes = endAt(nodes, last, error, abortCause === null ? "FAILED" : "ABORTED");
  nodes.sort((a, b) => a.queuedMs - b.queuedMs);
  const lastMs = nodes.reduce((last, { endedMs }) => Math.max(last, endedMs), startedMs);
  return {
    id: create(WorkflowExecutionIdentifierSchema, { project, domain, name }),
    launchPlan: identifier(ResourceType.LAUNCH_PLAN, place, shape.name),
    workflow: identifier(ResourceType.WORKFLOW, place, shape.name),
    createdAtMs: wish.createdAtMs,
    startedMs,
    endedMs: lastMs + 200,
    failure: abortCause === null ? failure : null,
    abortCause,
    labels: wish.labels ?? {},
    tags: wish.tags ?? [],
    nodes,
    uris: wish.uris,
  };
}

/** A task in the last third of the run, so that most of the graph has rows. */
function lateTask(nodes: readonly PlannedNode[]): PlannedNode | undefined {
  const tasks = nodes.filter(({ kind }) => kind === "task").toSorted((a, b) => a.endedMs - b.endedMs);
  return tasks[Math.floor(tasks.length * 0.7)] ?? tasks.at(-1);
}

/** Task ids are the same objects for all nodes of a kind. */
function memoised<T>(make: (node: ShapeNode) => T): (node: ShapeNode) => T {
  const known = new Map<ShapeNode["kind"], T>();
  return (node) => {
    const found = known.get(node.kind);
    if (found !== undefined) return found;
    const made = make(node);
    known.set(node.kind, made);
    return made;
  };
}
