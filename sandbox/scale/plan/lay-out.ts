import {
  NodeExecution_Phase as NodePhase,
  TaskExecution_Phase as TaskPhase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { Identifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type GraphPlace, type NodeScope, scopeOf } from "@/sandbox/engine/scope";
import type { Random } from "@/sandbox/scale/random";
import type { Shape, ShapeNode } from "@/sandbox/scale/shapes/shape";
import type { DynamicGraph, PlannedAttempt, PlannedItem, PlannedNode } from "./plan";

/** Time between an upstream node's end and the next node's row, as Flyte's engine needs for a round. */
const ROUND_MS = 300;
/** Shares of task attempts and map items that fail once and are tried again. */
const RETRIED = 0.02;
/** Items of a map that run at the same time. */
const AT_ONCE = 100;

export type LayOut = {
  random: Random;
  /** Seconds that a task takes, from and to. */
  taskSeconds: readonly [number, number];
  task: (node: ShapeNode) => Identifier | null;
  graph: (shape: Shape) => DynamicGraph;
  /** The folder with the inputs and outputs of a node. */
  valuesOf: (node: ShapeNode) => string;
};

/** Gives every node of a graph and of the graphs below it its times; answers when the graph has ended. */
export function layOut(
  context: LayOut,
  shape: Shape,
  place: GraphPlace,
  parent: PlannedNode | null,
  beginMs: number,
  into: PlannedNode[],
): number {
  into.push(marker(scopeOf(place, "start-node"), "start", parent, beginMs));
  const ends = new Map<string, number>();
  for (const node of shape.nodes) {
    const readyMs = Math.max(beginMs, ...node.after.map((id) => ends.get(id) ?? beginMs)) + ROUND_MS;
    ends.set(node.id, layNode(context, node, place, parent, readyMs, into));
  }
  const endMs = Math.max(beginMs, ...ends.values()) + ROUND_MS;
  into.push(marker(scopeOf(place, "end-node"), "end", parent, endMs));
  return endMs + ROUND_MS;
}

function marker(scope: NodeScope, kind: "start" | "end", parent: PlannedNode | null, atMs: number): PlannedNode {
  const times = { queuedMs: atMs, startedMs: atMs, endedMs: kind === "start" ? atMs : atMs + ROUND_MS / 2 };
  return { scope, kind, parent, task: null, ...times, ...SUCCEEDED, attempts: [], items: [], graph: null };
}

const SUCCEEDED = { phase: NodePhase.SUCCEEDED, error: null };

function layNode(
  context: LayOut,
  node: ShapeNode,
  place: GraphPlace,
  parent: PlannedNode | null,
  queuedMs: number,
  into: PlannedNode[],
): number {
  const { random } = context;
  const task = context.task(node);
  const startedMs = queuedMs + random.between(100, 400);
  const scope = scopeOf(place, node.id, node.kind === "sub" ? node.shape.name : (task?.name ?? node.id));
  const dir = context.valuesOf(node);
  Object.assign(scope, { dir, inputsUri: `${dir}/inputs.pb` });
  const made: PlannedNode = {
    scope,
    kind: node.kind,
    parent,
    task,
    queuedMs,
    startedMs,
    endedMs: startedMs,
    ...SUCCEEDED,
    attempts: [],
    items: node.kind === "map" ? itemsOf(context, node.items, startedMs) : [],
    graph: node.kind === "dynamic" ? context.graph(node.shape) : null,
  };
  into.push(made);
  if (node.kind === "map") made.attempts = [mapAttempt(made)];
  else if (node.kind !== "sub") made.attempts = attemptsOf(context, queuedMs, startedMs);
  const doneMs = made.attempts.at(-1)?.endedMs ?? startedMs;
  made.endedMs = doneMs + random.between(50, 250);
  if (node.kind === "sub" || node.kind === "dynamic") layBelow(context, node, made, into);
  return made.endedMs;
}

/** The nodes that a sub-workflow or a dynamic task has below it; it ends with them. */
function layBelow(
  context: LayOut,
  { kind, shape }: ShapeNode & { kind: "sub" | "dynamic" },
  made: PlannedNode,
  into: PlannedNode[],
): void {
  const { scope } = made;
  const attempt = Math.max(0, made.attempts.length - 1);
  const inDynamic = kind === "dynamic" || scope.inDynamic;
  const below = { kind: "below", parent: scope, attempt, inDynamic } as const;
  made.endedMs = layOut(context, shape, below, made, made.endedMs, into);
}

function attemptsOf({ random, taskSeconds }: LayOut, queuedMs: number, nodeStartedMs: number): PlannedAttempt[] {
  const attempts: PlannedAttempt[] = [];
  for (let at = queuedMs + 50; ; at = (attempts.at(-1)?.endedMs ?? at) + 2_000) {
    const startedMs = Math.max(at, nodeStartedMs) + random.between(500, 2_500);
    const endedMs = startedMs + 1_000 * random.between(...taskSeconds);
    const fails = attempts.length === 0 && random.chance(RETRIED);
    attempts.push({ queuedMs: at, startedMs, endedMs, phase: fails ? TaskPhase.FAILED : TaskPhase.SUCCEEDED });
    if (!fails) return attempts;
  }
}

/** As many items run at once as the map allows; the next begins when one of them has ended. */
function itemsOf({ random, taskSeconds }: LayOut, count: number, beginMs: number): PlannedItem[] {
  const free = Array.from({ length: Math.min(AT_ONCE, count) }, () => beginMs + 500);
  const items: PlannedItem[] = [];
  for (let index = 0; index < count; index += 1) {
    const lane = index % free.length;
    for (let retry = 0; ; retry += 1) {
      const startedMs = (free[lane] ?? beginMs) + random.between(100, 900);
      const endedMs = startedMs + 1_000 * random.between(...taskSeconds);
      free[lane] = endedMs;
      const fails = retry === 0 && random.chance(RETRIED);
      items.push({ index, retry, startedMs, endedMs, phase: fails ? TaskPhase.FAILED : TaskPhase.SUCCEEDED });
      if (!fails) break;
    }
  }
  return items;
}

function mapAttempt({ items, queuedMs, startedMs }: PlannedNode): PlannedAttempt {
  const endedMs = items.reduce((last, each) => Math.max(last, each.endedMs), startedMs) + 500;
  return { queuedMs: queuedMs + 50, startedMs: startedMs + 500, endedMs, phase: TaskPhase.SUCCEEDED };
}
