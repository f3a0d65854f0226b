import "server-only";
import { create } from "@bufbuild/protobuf";
import type { Abort, Execution, ExecutionMode } from "@/lib/core/execution";
import type { ExecutionPhase } from "@/lib/core/phase";
import type { ConnectionName } from "@/lib/core/refs";
import * as pb from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { type ReadFrom, toFlyteError } from "./map-error";
import { toEntityRef, toExecutionRef, toNodeRef, toOptionalExecutionRef } from "./map-ref";
import { toDurationMs, toMs } from "./wire-time";

/** A new execution has no phase yet; QUEUED itself is sent by no engine of Flyte 1. */
const PHASES: Readonly<Record<Phase, ExecutionPhase>> = {
  [Phase.UNDEFINED]: "queued",
  [Phase.QUEUED]: "queued",
  [Phase.RUNNING]: "running",
  [Phase.SUCCEEDING]: "succeeding",
  [Phase.SUCCEEDED]: "succeeded",
  [Phase.FAILING]: "failing",
  [Phase.FAILED]: "failed",
  [Phase.ABORTED]: "aborted",
  [Phase.TIMED_OUT]: "timed_out",
  [Phase.ABORTING]: "aborting",
};

/** Flyte's names of the phases that a person reads as `phase`: what a filter has to ask for. */
export function phaseNames(phase: ExecutionPhase): string[] {
  return Object.entries(Phase).flatMap(([name, value]) =>
    typeof value === "number" && PHASES[value] === phase ? [name] : [],
  );
}

const Mode = pb.ExecutionMetadata_ExecutionMode;
const MODES: Readonly<Record<pb.ExecutionMetadata_ExecutionMode, ExecutionMode>> = {
  [Mode.MANUAL]: "manual",
  [Mode.SCHEDULED]: "scheduled",
  [Mode.SYSTEM]: "system",
  [Mode.RELAUNCH]: "relaunch",
  [Mode.CHILD_WORKFLOW]: "child_workflow",
  [Mode.RECOVERED]: "recovered",
  [Mode.TRIGGER]: "trigger",
};

/** Absent messages read as empty ones. */
const NO_SPEC = create(pb.ExecutionSpecSchema);
const NO_METADATA = create(pb.ExecutionMetadataSchema);
const NO_CLOSURE = create(pb.ExecutionClosureSchema);

type Origin = Pick<Execution, "mode" | "principal" | "reference" | "parent" | "nesting" | "scheduledMs" | "cluster">;

function toOrigin(metadata: pb.ExecutionMetadata, connection: ConnectionName): Origin {
  const parent = metadata.parentNodeExecution;
  return {
    mode: MODES[metadata.mode] ?? "unknown",
    principal: metadata.principal,
    reference: toOptionalExecutionRef(metadata.referenceExecution, connection),
    parent: parent === undefined || parent.nodeId === "" ? null : toNodeRef(parent, connection),
    nesting: metadata.nesting,
    scheduledMs: toMs(metadata.scheduledAt),
    cluster: metadata.systemMetadata?.executionCluster ?? "",
  };
}

type Settings = Pick<
  Execution,
  | "labels"
  | "annotations"
  | "tags"
  | "envs"
  | "maxParallelism"
  | "interruptible"
  | "overwriteCache"
  | "rawOutputPrefix"
  | "clusterLabel"
  | "securityContext"
>;

function toSettings(spec: pb.ExecutionSpec): Settings {
  return {
    labels: { ...spec.labels?.values },
    annotations: { ...spec.annotations?.values },
    tags: [...spec.tags],
    envs: Object.fromEntries((spec.envs?.values ?? []).map(({ key, value }) => [key, value])),
    maxParallelism: spec.maxParallelism,
    interruptible: spec.interruptible ?? null,
    overwriteCache: spec.overwriteCache,
    rawOutputPrefix: spec.rawOutputDataConfig?.outputLocationPrefix ?? "",
    clusterLabel: spec.executionClusterLabel?.value ?? "",
    securityContext: toSecurityContext(spec),
  };
}

/** The security context, or the older `auth_role` where only that is set. */
function toSecurityContext({ securityContext, authRole }: pb.ExecutionSpec): Execution["securityContext"] {
  const runAs = securityContext?.runAs;
  return {
    iamRole: runAs?.iamRole || authRole?.assumableIamRole || "",
    serviceAccount: runAs?.k8sServiceAccount || authRole?.kubernetesServiceAccount || "",
  };
}

type Result = Pick<Execution, "error" | "abort" | "outputUri">;

function toResult(result: pb.ExecutionClosure["outputResult"], from: ReadFrom): Result {
  const nothing: Result = { error: null, abort: null, outputUri: "" };
  switch (result.case) {
    case "error":
      return { ...nothing, error: toFlyteError(result.value, from) };
    case "abortMetadata":
      return { ...nothing, abort: toAbort(result.value) };
    case "abortCause":
      return { ...nothing, abort: { cause: result.value, by: "" } };
    case "outputs":
      return { ...nothing, outputUri: result.value.data.case === "uri" ? result.value.data.value : "" };
    case "outputData":
    case undefined:
      return nothing;
  }
}

const toAbort = ({ cause, principal }: pb.AbortMetadata): Abort => ({ cause, by: principal });

/** An execution as ListExecutions or GetExecution answered it; absent parts degrade to empty ones. */
export function toExecution(message: pb.Execution, connection: ConnectionName, from: ReadFrom): Execution {
  const { spec = NO_SPEC, closure = NO_CLOSURE } = message;
  return {
    ref: toExecutionRef(message.id, connection),
    phase: PHASES[closure.phase] ?? "unknown",
    launched: toEntityRef(spec.launchPlan, "launch_plan", connection),
    workflow: closure.workflowId === undefined ? null : toEntityRef(closure.workflowId, "workflow", connection),
    createdMs: toMs(closure.createdAt),
    startedMs: toMs(closure.startedAt),
    updatedMs: toMs(closure.updatedAt),
    durationMs: toDurationMs(closure.duration),
    archived: closure.stateChangeDetails?.state === pb.ExecutionState.EXECUTION_ARCHIVED,
    ...toResult(closure.outputResult, from),
    ...toOrigin(spec.metadata ?? NO_METADATA, connection),
    ...toSettings(spec),
  };
}
