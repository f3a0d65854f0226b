import { create } from "@bufbuild/protobuf";
import {
  ReasonSchema,
  type TaskExecutionClosure,
  TaskExecutionClosureSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  TaskExecution_Phase as Phase,
  type TaskLog,
  TaskLogSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { type ExternalResourceInfo, ExternalResourceInfoSchema } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import { itemExternalId } from "@/sandbox/engine/identity";
import { hasStarted, type PlannedItem, type PlannedNode, type PlannedRun } from "@/sandbox/scale/plan/plan";
import { span, stamp } from "./times";

/** Where the log of a pod is read, by the pod's name. */
export type LogUri = (run: PlannedRun, podName: string) => string;

export const SUBMITTED = "task submitted to K8s";

export const podName = (run: PlannedRun, node: PlannedNode, attempt: number): string =>
  `${run.id.name}-${node.scope.nodeId}-${attempt}`;

export function taskLog(logUri: LogUri, run: PlannedRun, pod: string, suffix = ""): TaskLog {
  return create(TaskLogSchema, { uri: logUri(run, pod), name: `Sandbox Logs (User)${suffix}` });
}

export const outputsUri = (node: PlannedNode, attempt: number): string => `${node.scope.dir}/${attempt}/outputs.pb`;

export const pluginOf = (node: PlannedNode) =>
  node.kind === "map"
    ? { taskType: "container_array", pluginIdentifier: "k8s-array", generatedName: "" }
    : { taskType: "python-task", pluginIdentifier: "container", generatedName: null };

/** An item's row as the map's task execution lists it; without a phase until it starts. */
export function itemRow(
  logUri: LogUri,
  run: PlannedRun,
  node: PlannedNode,
  { index, retry }: Pick<PlannedItem, "index" | "retry">,
  phase: Phase,
): ExternalResourceInfo {
  const externalId = itemExternalId(run.id.name, node.scope.nodeId, 0, index, retry);
  const logs = phase === Phase.UNDEFINED ? [] : [taskLog(logUri, run, externalId, `-${index}`)];
  return create(ExternalResourceInfoSchema, { externalId, index, retryAttempt: retry, phase, logs });
}

/** The closure of an attempt that has ended. */
export function attemptClosure(
  logUri: LogUri,
  run: PlannedRun,
  node: PlannedNode,
  number: number,
): TaskExecutionClosure {
  const attempt = node.attempts[number];
  if (attempt === undefined) throw new Error(`${node.scope.nodeId} has no attempt ${number}`);
  const at = (ms: number) => stamp(run.createdAtMs + ms);
  const pod = podName(run, node, number);
  const plugin = pluginOf(node);
  const isMap = node.kind === "map";
  return create(TaskExecutionClosureSchema, {
    phase: attempt.phase,
    createdAt: at(attempt.queuedMs),
    updatedAt: at(attempt.endedMs),
    ...(hasStarted(attempt)
      ? {
          startedAt: at(attempt.startedMs),
          duration: span(run.createdAtMs + attempt.startedMs, run.createdAtMs + attempt.endedMs),
        }
      : {}),
    taskType: plugin.taskType,
    eventVersion: 1,
    logs: isMap ? [] : [taskLog(logUri, run, pod)],
    ...(isMap
      ? {}
      : {
          reason: SUBMITTED,
          reasons: [create(ReasonSchema, { message: SUBMITTED, occurredAt: at(attempt.queuedMs) })],
        }),
    outputResult: resultOf(node, number, attempt.phase),
    metadata: {
      generatedName: plugin.generatedName ?? pod,
      pluginIdentifier: plugin.pluginIdentifier,
      externalResources: node.items.map((item) => itemRow(logUri, run, node, item, item.phase)),
    },
  });
}

/** What an attempt that ended in `phase` left. */
export function resultOf(node: PlannedNode, number: number, phase: Phase): TaskExecutionClosure["outputResult"] {
  if (phase === Phase.SUCCEEDED) return { case: "outputUri", value: outputsUri(node, number) };
  if (phase === Phase.ABORTED) return { case: undefined };
  return { case: "error", value: node.error ?? RETRIED_ERROR };
}

const RETRIED_ERROR = {
  $typeName: "flyteidl.core.ExecutionError" as const,
  code: "USER:Recoverable",
  message: "FlyteRecoverableException: the shard's lock was held by another reader",
  errorUri: "",
  kind: 1,
  worker: "",
};
