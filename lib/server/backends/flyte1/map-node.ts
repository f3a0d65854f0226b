import "server-only";
import { create } from "@bufbuild/protobuf";
import type { CacheStatus, NodeRow } from "@/lib/core/node";
import type { NodePhase } from "@/lib/core/phase";
import type { ConnectionName } from "@/lib/core/refs";
import * as pb from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { toCacheSource, toCacheStatus } from "./map-cache";
import { type ReadFrom, toFlyteError } from "./map-error";
import { toOptionalExecutionRef } from "./map-ref";
import { toDurationMs, toMs } from "./wire-time";

/**
 * A row does not say that its node is a gate, so a waiting gate is `running` here; the tree, which knows the graph,
 * makes it `paused`.
 */
const PHASES: Readonly<Record<Phase, NodePhase>> = {
  [Phase.UNDEFINED]: "queued",
  [Phase.QUEUED]: "queued",
  [Phase.RUNNING]: "running",
  [Phase.SUCCEEDED]: "succeeded",
  [Phase.FAILING]: "failing",
  [Phase.FAILED]: "failed",
  [Phase.ABORTED]: "aborted",
  [Phase.SKIPPED]: "skipped",
  [Phase.TIMED_OUT]: "timed_out",
  [Phase.DYNAMIC_RUNNING]: "running",
  [Phase.RECOVERED]: "recovered",
};

/** Absent messages read as empty ones. */
const NO_METADATA = create(pb.NodeExecutionMetaDataSchema);
const NO_CLOSURE = create(pb.NodeExecutionClosureSchema);

const BOUNDARIES: ReadonlySet<string> = new Set(["start-node", "end-node"]);

function toPhase(phase: Phase, cache: CacheStatus): NodePhase {
  return phase === Phase.SUCCEEDED && cache === "hit" ? "cached" : (PHASES[phase] ?? "unknown");
}

type Identity = Pick<
  NodeRow,
  "nodeId" | "specNodeId" | "retryGroup" | "isBoundary" | "isParent" | "isDynamic" | "isArray"
>;

/** Very old rows lack the spec node id; theirs is the node id. */
function toIdentity({ id, metadata = NO_METADATA }: pb.NodeExecution): Identity {
  const nodeId = id?.nodeId ?? "";
  const specNodeId = metadata.specNodeId || nodeId;
  return {
    nodeId,
    specNodeId,
    retryGroup: metadata.retryGroup,
    isBoundary: BOUNDARIES.has(specNodeId),
    isParent: metadata.isParentNode,
    isDynamic: metadata.isDynamic,
    isArray: metadata.isArray,
  };
}

type Target = Pick<NodeRow, "cacheStatus" | "cacheSource" | "childExecution">;

function toTarget(target: pb.NodeExecutionClosure["targetMetadata"], connection: ConnectionName): Target {
  const task = target.case === "taskNodeMetadata" ? target.value : undefined;
  const child = target.case === "workflowNodeMetadata" ? target.value.executionId : undefined;
  return {
    cacheStatus: toCacheStatus(task?.cacheStatus),
    cacheSource: toCacheSource(task?.catalogKey, connection),
    childExecution: toOptionalExecutionRef(child, connection),
  };
}

type Where = { parentId: string | null; connection: ConnectionName; from: ReadFrom };

/**
 * A node execution. Its message does not name the parent: `parentId` is what it was asked with. A branch node is
 * `isParent` in lists only.
 */
export function toNodeRow(message: pb.NodeExecution, { parentId, connection, from }: Where): NodeRow {
  const { closure = NO_CLOSURE } = message;
  const target = toTarget(closure.targetMetadata, connection);
  const result = closure.outputResult;
  return {
    ...toIdentity(message),
    parentId,
    phase: toPhase(closure.phase, target.cacheStatus),
    createdMs: toMs(closure.createdAt),
    startedMs: toMs(closure.startedAt),
    updatedMs: toMs(closure.updatedAt),
    durationMs: toDurationMs(closure.duration),
    error: result.case === "error" ? toFlyteError(result.value, from) : null,
    ...target,
    inputUri: message.inputUri,
    outputUri: result.case === "outputUri" ? result.value : "",
    deckUri: closure.deckUri,
  };
}
