import "server-only";
import { create } from "@bufbuild/protobuf";
import type { Attempt, LogLink, MapItem, PhaseReason } from "@/lib/core/node";
import type { AttemptPhase } from "@/lib/core/phase";
import type { ConnectionName } from "@/lib/core/refs";
import * as pb from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import { TaskExecution_Phase as Phase, type TaskLog } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { TaskExecutionIdentifierSchema } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type ExternalResourceInfo, TaskExecutionMetadataSchema } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import { toCacheStatus } from "./map-cache";
import { toFlyteError } from "./map-error";
import { toEntityRef } from "./map-ref";
import { toDurationMs, toMs } from "./wire-time";

const PHASES: Readonly<Record<Phase, AttemptPhase>> = {
  [Phase.UNDEFINED]: "queued",
  [Phase.QUEUED]: "queued",
  [Phase.RUNNING]: "running",
  [Phase.SUCCEEDED]: "succeeded",
  [Phase.ABORTED]: "aborted",
  [Phase.FAILED]: "failed",
  [Phase.INITIALIZING]: "initializing",
  [Phase.WAITING_FOR_RESOURCES]: "waiting",
  [Phase.RETRYABLE_FAILED]: "failed",
};

/** Absent messages read as empty ones. */
const NO_ID = create(TaskExecutionIdentifierSchema);
const NO_CLOSURE = create(pb.TaskExecutionClosureSchema);
const NO_METADATA = create(TaskExecutionMetadataSchema);

const toPhase = (phase: Phase): AttemptPhase => PHASES[phase] ?? "unknown";

const toLogLink = ({ name, uri }: TaskLog): LogLink => ({ name, uri });

/** Flyte lists all items of a map task from the first event on, and adds a row for each further try of an item. */
function toMapItem(resource: ExternalResourceInfo): MapItem {
  return {
    index: resource.index,
    retryAttempt: resource.retryAttempt,
    externalId: resource.externalId,
    phase: toPhase(resource.phase),
    cacheStatus: toCacheStatus(resource.cacheStatus),
    logs: resource.logs.map(toLogLink),
  };
}

/** All reasons as Flyte collected them, repetitions included; older servers keep the last one only. */
function toReasons(closure: pb.TaskExecutionClosure): PhaseReason[] {
  if (closure.reasons.length === 0 && closure.reason !== "") return [{ atMs: null, message: closure.reason }];
  return closure.reasons.map(({ occurredAt, message }) => ({ atMs: toMs(occurredAt), message }));
}

type Outcome = Pick<Attempt, "error" | "outputUri">;

/** Lists of task executions keep errors whole. */
function toOutcome(result: pb.TaskExecutionClosure["outputResult"]): Outcome {
  return {
    error: result.case === "error" ? toFlyteError(result.value, "get") : null,
    outputUri: result.case === "outputUri" ? result.value : "",
  };
}

/** A task execution, its items by index and try. */
export function toAttempt(message: pb.TaskExecution, connection: ConnectionName): Attempt {
  const { id = NO_ID, closure = NO_CLOSURE } = message;
  const { generatedName, pluginIdentifier, externalResources } = closure.metadata ?? NO_METADATA;
  return {
    nodeId: id.nodeExecutionId?.nodeId ?? "",
    number: id.retryAttempt,
    task: toEntityRef(id.taskId, "task", connection),
    taskType: closure.taskType,
    phase: toPhase(closure.phase),
    createdMs: toMs(closure.createdAt),
    startedMs: toMs(closure.startedAt),
    updatedMs: toMs(closure.updatedAt),
    durationMs: toDurationMs(closure.duration),
    ...toOutcome(closure.outputResult),
    reasons: toReasons(closure),
    logs: closure.logs.map(toLogLink),
    generatedName,
    plugin: pluginIdentifier,
    items: externalResources.map(toMapItem).sort((a, b) => a.index - b.index || a.retryAttempt - b.retryAttempt),
  };
}
