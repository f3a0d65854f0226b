import { create } from "@bufbuild/protobuf";
import {
  type NodeExecutionClosure,
  NodeExecutionClosureSchema,
  type NodeExecutionMetaData,
  NodeExecutionMetaDataSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { hasStarted, type PlannedNode, type PlannedRun } from "@/sandbox/scale/plan/plan";
import { outputsUri, podName } from "./task-messages";
import { span, stamp } from "./times";

const isMarker = ({ kind }: PlannedNode): boolean => kind === "start" || kind === "end";

/** What every event of a node says of it. */
export function nodeFacts(node: PlannedNode) {
  return {
    isParent: node.kind === "sub" || node.kind === "dynamic",
    isDynamic: node.kind === "dynamic",
    isArray: node.kind === "map",
  };
}

export function nodeMetadata(node: PlannedNode): NodeExecutionMetaData {
  const { isParent, isDynamic, isArray } = nodeFacts(node);
  return create(NodeExecutionMetaDataSchema, {
    specNodeId: node.scope.specId,
    retryGroup: node.scope.parent === null ? "" : String(node.scope.parent.attempt),
    isParentNode: isParent,
    isDynamic,
    isArray,
  });
}

/** The closure of a node that has ended. */
export function nodeClosure(run: PlannedRun, node: PlannedNode): NodeExecutionClosure {
  const at = (ms: number) => stamp(run.createdAtMs + ms);
  return create(NodeExecutionClosureSchema, {
    phase: node.phase,
    createdAt: at(node.queuedMs),
    updatedAt: at(node.endedMs),
    ...(isMarker(node) || !hasStarted(node)
      ? {}
      : {
          startedAt: at(node.startedMs),
          duration: span(run.createdAtMs + node.startedMs, run.createdAtMs + node.endedMs),
        }),
    outputResult: nodeResult(node),
    targetMetadata: nodeTarget(run, node),
    dynamicJobSpecUri: node.graph?.specUri ?? "",
  });
}

/** Flyte's end nodes have no outputs of their own in their rows. */
export function nodeResult(node: PlannedNode): NodeExecutionClosure["outputResult"] {
  if (node.error !== null) return { case: "error", value: node.error };
  if (node.kind === "end" || node.phase !== Phase.SUCCEEDED) return { case: undefined };
  return { case: "outputUri", value: outputsUri(node, Math.max(0, node.attempts.length - 1)) };
}

export function nodeTarget(run: PlannedRun, node: PlannedNode): NodeExecutionClosure["targetMetadata"] {
  if (node.kind === "dynamic") return { case: "taskNodeMetadata", value: TASK_NODE };
  if (node.kind !== "task" && node.kind !== "spread") return { case: undefined };
  const checkpointUri = `${node.scope.dir}/${podName(run, node, node.attempts.length - 1)}/_flytecheckpoints`;
  return { case: "taskNodeMetadata", value: { ...TASK_NODE, checkpointUri } };
}

const TASK_NODE = {
  $typeName: "flyteidl.admin.TaskNodeMetadata" as const,
  cacheStatus: 0,
  checkpointUri: "",
};

/** Node executions name their inputs, all but the start node. */
export const inputUriOf = (node: PlannedNode): string => (node.kind === "start" ? "" : node.scope.inputsUri);
