import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  type NodeExecutionClosure,
  NodeExecutionClosureSchema,
  NodeExecutionMetaDataSchema,
  TaskNodeMetadataSchema,
  WorkflowNodeMetadataSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { CatalogCacheStatus } from "@/lib/flyteidl/gen/flyteidl/core/catalog_pb";
import { CompiledWorkflowClosureSchema } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { NodeExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { NodeExecutionEvent } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import type { Row } from "@/sandbox/store/database";
import { bytesOf, numberOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { alreadyExists, inTerminalState, invalid, notFound } from "../errors";
import { errorKindText, executionRow, findExecution } from "../executions/execution-rows";
import { findNode, nodeRow } from "../nodes/node-rows";
import { executionText, nodeColumns, nodeText } from "../text/id-text";
import { between, now, nowMicros, toMicros, toNanos } from "../time";
import { type NodeColumns, saveNode } from "./save-node";

const TERMINAL: ReadonlySet<Phase> = new Set([
  Phase.SUCCEEDED,
  Phase.FAILED,
  Phase.TIMED_OUT,
  Phase.ABORTED,
  Phase.SKIPPED,
  Phase.RECOVERED,
]);

/** Makes or moves a node's row by FlyteAdmin's rules for CreateNodeEvent. */
export function nodeEvent(context: AdminContext, event: NodeExecutionEvent): void {
  const { id } = event;
  if (id?.executionId === undefined) throw invalid("missing execution_id");
  requireExecution(context, id);
  const parent = parentRow(context, event);
  if (event.targetMetadata.case === "workflowNodeMetadata" && event.targetMetadata.value.executionId !== undefined) {
    executionRow(context, event.targetMetadata.value.executionId);
  }
  const row = findNode(context.store, id);
  if (row !== null) refuseChange(row, event);
  const at = event.occurredAt ?? now();
  const closure =
    row === null
      ? create(NodeExecutionClosureSchema, { createdAt: at })
      : fromBinary(NodeExecutionClosureSchema, bytesOf(row, "closure"));
  apply(context, closure, event, at);
  saveNode(context, id, row, columnsOf(context, closure, event, row, parent));
}

function requireExecution(context: AdminContext, id: NodeExecutionIdentifier): void {
  if (id.executionId === undefined || findExecution(context.store, id.executionId) !== null) return;
  const text = executionText(id.executionId);
  throw notFound(
    `Failed to get existing execution id: [${text}] with err: missing entity of type execution with identifier ${text}`,
  );
}

function parentRow(context: AdminContext, event: NodeExecutionEvent): Row | null {
  const parentId = event.parentNodeMetadata?.nodeId ?? "";
  if (parentId === "" || event.id?.executionId === undefined) return null;
  return nodeRow(context, {
    $typeName: "flyteidl.core.NodeExecutionIdentifier",
    nodeId: parentId,
    executionId: event.id.executionId,
  });
}

/** The detail of the refusal names the new phase: a mistake of FlyteAdmin's that clients have to live with. */
function refuseChange(row: Row, event: NodeExecutionEvent): void {
  const current = textOf(row, "phase");
  const next = Phase[event.phase] ?? "";
  if (current === next) {
    const text = event.id === undefined ? "" : nodeText(event.id);
    throw alreadyExists(`This phase was already recorded ${next} for ${text}`);
  }
  const hasEnded = [...TERMINAL].some((phase) => Phase[phase] === current);
  if (hasEnded) {
    throw inTerminalState(
      `Invalid phase change from ${current} to ${next} for node execution ${numberOf(row, "id")}`,
      next,
    );
  }
}

function apply(
  context: AdminContext,
  closure: NodeExecutionClosure,
  event: NodeExecutionEvent,
  at: NonNullable<NodeExecutionEvent["occurredAt"]>,
): void {
  const isTerminal = TERMINAL.has(event.phase);
  closure.phase = event.phase;
  closure.updatedAt = event.reportedAt ?? at;
  if (event.phase === Phase.RUNNING) closure.startedAt = at;
  if (isTerminal && closure.startedAt !== undefined) closure.duration = between(closure.startedAt, at);
  if (isTerminal || event.deckUri !== "") closure.deckUri = event.deckUri;
  takeResult(context, closure, event);
  takeTarget(closure, event);
}

function takeResult(context: AdminContext, closure: NodeExecutionClosure, { outputResult, id }: NodeExecutionEvent) {
  if (outputResult.case === "outputUri" && outputResult.value !== "") {
    closure.outputResult = { case: "outputUri", value: outputResult.value };
  } else if (outputResult.case === "error") {
    closure.outputResult = { case: "error", value: outputResult.value };
  } else if (outputResult.case === "outputData") {
    const uri = `${nodeFolder(context, id)}/offloaded_outputs`;
    context.objects.put(uri, toBinary(LiteralMapSchema, outputResult.value));
    closure.outputResult = { case: "outputUri", value: uri };
  }
}

/** Each event replaces the whole message; the cache's status counts only beside a key. */
function takeTarget(closure: NodeExecutionClosure, { targetMetadata }: NodeExecutionEvent): void {
  if (targetMetadata.case === "workflowNodeMetadata") {
    const { executionId } = targetMetadata.value;
    const value = create(WorkflowNodeMetadataSchema, executionId === undefined ? {} : { executionId });
    closure.targetMetadata = { case: "workflowNodeMetadata", value };
  } else if (targetMetadata.case === "taskNodeMetadata") {
    const { catalogKey, cacheStatus, checkpointUri, dynamicWorkflow } = targetMetadata.value;
    closure.targetMetadata = {
      case: "taskNodeMetadata",
      value: create(TaskNodeMetadataSchema, {
        checkpointUri,
        ...(catalogKey === undefined ? {} : { catalogKey, cacheStatus }),
      }),
    };
    if (dynamicWorkflow !== undefined && dynamicWorkflow.dynamicJobSpecUri !== "") {
      closure.dynamicJobSpecUri = dynamicWorkflow.dynamicJobSpecUri;
    }
  }
}

function columnsOf(
  context: AdminContext,
  closure: NodeExecutionClosure,
  event: NodeExecutionEvent,
  row: Row | null,
  parent: Row | null,
): NodeColumns {
  return {
    ...timeColumns(closure),
    ...outcomeColumns(closure),
    phase: Phase[event.phase] ?? "",
    inputUri: inputUriOf(context, event, row),
    closure: toBinary(NodeExecutionClosureSchema, closure),
    metadata: metadataOf(event, row),
    parentRow: parent === null ? null : numberOf(parent, "id"),
    dynamicClosure: dynamicClosure(context, event) || (row === null ? "" : textOf(row, DYNAMIC)),
    at: nowMicros(),
  };
}

function timeColumns({ startedAt, createdAt, updatedAt, duration }: NodeExecutionClosure) {
  return {
    startedAt: startedAt === undefined ? null : toMicros(startedAt),
    createdAt: createdAt === undefined ? 0 : toMicros(createdAt),
    updatedAt: updatedAt === undefined ? 0 : toMicros(updatedAt),
    duration: duration === undefined ? 0 : toNanos(duration),
  };
}

function outcomeColumns({ outputResult, targetMetadata }: NodeExecutionClosure) {
  const error = outputResult.case === "error" ? outputResult.value : null;
  const target = targetMetadata.case === "taskNodeMetadata" ? targetMetadata.value : null;
  return {
    errorKind: error === null ? null : errorKindText(error.kind),
    errorCode: error === null ? null : error.code,
    cacheStatus: target === null ? null : (CatalogCacheStatus[target.cacheStatus] ?? null),
  };
}

/** What an event leaves empty stays as it was. */
function metadataOf(event: NodeExecutionEvent, row: Row | null): Uint8Array {
  const metadata =
    row === null
      ? create(NodeExecutionMetaDataSchema)
      : fromBinary(NodeExecutionMetaDataSchema, bytesOf(row, "node_execution_metadata"));
  metadata.specNodeId = event.specNodeId || metadata.specNodeId;
  metadata.retryGroup = event.retryGroup || metadata.retryGroup;
  metadata.isParentNode ||= event.isParent;
  metadata.isDynamic ||= event.isDynamic;
  metadata.isArray ||= event.isArray;
  return toBinary(NodeExecutionMetaDataSchema, metadata);
}

const DYNAMIC = "dynamic_workflow_remote_closure_reference";

function inputUriOf(context: AdminContext, event: NodeExecutionEvent, row: Row | null): string {
  const { case: kind, value } = event.inputValue;
  if (kind === "inputUri" && value !== "") return value;
  if (kind !== "inputData") return row === null ? "" : textOf(row, "input_uri");
  const uri = `${nodeFolder(context, event.id)}/offloaded_inputs`;
  context.objects.put(uri, toBinary(LiteralMapSchema, value));
  return uri;
}

/** The closure of a dynamic node travels inside the event; it is kept as an object of its own. */
function dynamicClosure(context: AdminContext, { targetMetadata, id }: NodeExecutionEvent): string {
  const dynamic = targetMetadata.case === "taskNodeMetadata" ? targetMetadata.value.dynamicWorkflow : undefined;
  if (dynamic?.compiledWorkflow === undefined) return "";
  const uri = `${nodeFolder(context, id)}/proto_compiled_workflow`;
  context.objects.put(uri, toBinary(CompiledWorkflowClosureSchema, dynamic.compiledWorkflow));
  return uri;
}

function nodeFolder({ objects }: AdminContext, id: NodeExecutionIdentifier | undefined): string {
  const [project, domain, name, nodeId] = nodeColumns(id);
  return `${objects.prefix}/metadata/admin/${project}/${domain}/${name}/${encodeURIComponent(nodeId)}`;
}
