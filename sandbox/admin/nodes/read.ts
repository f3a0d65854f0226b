import { create, fromBinary } from "@bufbuild/protobuf";
import { FlyteURLsSchema, UrlBlobSchema } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import {
  type DynamicNodeWorkflowResponse,
  DynamicNodeWorkflowResponseSchema,
  DynamicWorkflowNodeMetadataSchema,
  type GetDynamicNodeWorkflowRequest,
  type NodeExecution,
  NodeExecutionClosureSchema,
  type NodeExecutionForTaskListRequest,
  type NodeExecutionGetDataRequest,
  type NodeExecutionGetDataResponse,
  NodeExecutionGetDataResponseSchema,
  type NodeExecutionGetRequest,
  type NodeExecutionList,
  type NodeExecutionListRequest,
  NodeExecutionListSchema,
  NodeExecutionMetaDataSchema,
  NodeExecutionSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import {
  type CompiledWorkflowClosure,
  CompiledWorkflowClosureSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row, SqlStore } from "@/sandbox/store/database";
import { bytesOf, numberOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { readLiterals } from "../data";
import { invalid, notFound } from "../errors";
import { trimmedError } from "../executions/trim-error";
import type { Condition } from "../lists/filter-sql";
import { listRows, requireLimit } from "../lists/list-rows";
import { nodeColumns } from "../text/id-text";
import { anyNodeRow, nodeIdOf, nodeRow } from "./node-rows";
import { requireTaskExecutionId, taskExecutionRow } from "./read-tasks";

export function getNodeExecution(context: AdminContext, { id }: NodeExecutionGetRequest): NodeExecution {
  return toNodeExecution(anyNodeRow(context, id));
}

export function toNodeExecution(row: Row): NodeExecution {
  return create(NodeExecutionSchema, {
    id: nodeIdOf(row),
    inputUri: textOf(row, "input_uri"),
    closure: fromBinary(NodeExecutionClosureSchema, bytesOf(row, "closure")),
    metadata: fromBinary(NodeExecutionMetaDataSchema, bytesOf(row, "node_execution_metadata")),
  });
}

/** One level: the top, or the direct children of a node. Whoever has children is called a parent here, not in Get. */
export function listNodeExecutions(context: AdminContext, request: NodeExecutionListRequest): NodeExecutionList {
  const id = request.workflowExecutionId;
  if (id === undefined || id.name === "") throw invalid("missing execution_id");
  if (id.project === "") throw invalid("missing project");
  if (id.domain === "") throw invalid("missing domain");
  requireLimit(request.limit);
  const level = levelOf(context, id, request.uniqueParentId);
  const { rows, token } = listRows(context.store, "ne", "ListNodeExecutions", request, [...ofExecution(id), level]);
  return create(NodeExecutionListSchema, { nodeExecutions: rows.map((row) => toListed(context.store, row)), token });
}

/** Children of an attempt exist only in data that is older than this Flyte. */
export function listNodeExecutionsForTask(
  context: AdminContext,
  request: NodeExecutionForTaskListRequest,
): NodeExecutionList {
  requireTaskExecutionId(request.taskExecutionId);
  requireLimit(request.limit);
  taskExecutionRow(context, request.taskExecutionId);
  return create(NodeExecutionListSchema);
}

const ofExecution = (id: WorkflowExecutionIdentifier): Condition[] => [
  { sql: "node_executions.execution_project = ?", values: [id.project] },
  { sql: "node_executions.execution_domain = ?", values: [id.domain] },
  { sql: "node_executions.execution_name = ?", values: [id.name] },
];

function levelOf(context: AdminContext, executionId: WorkflowExecutionIdentifier, parentId: string): Condition {
  if (parentId === "") return { sql: "node_executions.parent_id IS NULL", values: [] };
  const parent = nodeRow(context, {
    $typeName: "flyteidl.core.NodeExecutionIdentifier",
    nodeId: parentId,
    executionId,
  });
  return { sql: "node_executions.parent_id = ?", values: [numberOf(parent, "id")] };
}

function toListed(store: SqlStore, row: Row): NodeExecution {
  const node = toNodeExecution(row);
  const result = node.closure?.outputResult;
  if (result?.case === "error") result.value = trimmedError(result.value);
  if (node.metadata !== undefined && !node.metadata.isParentNode) {
    const child = store.get("SELECT 1 AS found FROM node_executions WHERE parent_id = ? LIMIT 1", [
      numberOf(row, "id"),
    ]);
    node.metadata.isParentNode = child !== null;
  }
  return node;
}

export function getNodeExecutionData(
  context: AdminContext,
  { id }: NodeExecutionGetDataRequest,
): NodeExecutionGetDataResponse {
  const row = anyNodeRow(context, id);
  const node = toNodeExecution(row);
  const result = node.closure?.outputResult;
  // The links repeat the request's id, even where parts of it are empty.
  const base = `flyte://v1/${nodeColumns(id).join("/")}`;
  const deck = (node.closure?.deckUri ?? "") === "" ? "" : `${base}/d`;
  return create(NodeExecutionGetDataResponseSchema, {
    inputs: create(UrlBlobSchema),
    outputs: create(UrlBlobSchema),
    fullInputs: readLiterals(context, node.inputUri),
    fullOutputs: readLiterals(context, result?.case === "outputUri" ? result.value : ""),
    flyteUrls: create(FlyteURLsSchema, { inputs: `${base}/i`, outputs: `${base}/o`, deck }),
    ...dynamicWorkflowOf(dynamicClosure(context, row), node.closure?.dynamicJobSpecUri ?? ""),
  });
}

function dynamicWorkflowOf(closure: CompiledWorkflowClosure | null, dynamicJobSpecUri: string) {
  if (closure === null) return {};
  const id = closure.primary?.template?.id;
  const dynamicWorkflow = create(DynamicWorkflowNodeMetadataSchema, {
    ...(id === undefined ? {} : { id }),
    compiledWorkflow: closure,
    dynamicJobSpecUri,
  });
  return { dynamicWorkflow };
}

export function getDynamicNodeWorkflow(
  context: AdminContext,
  { id }: GetDynamicNodeWorkflowRequest,
): DynamicNodeWorkflowResponse {
  const closure = dynamicClosure(context, anyNodeRow(context, id));
  if (closure === null) throw notFound("node does not contain dynamic workflow");
  return create(DynamicNodeWorkflowResponseSchema, { compiledWorkflow: closure });
}

function dynamicClosure({ objects }: AdminContext, row: Row): CompiledWorkflowClosure | null {
  const uri = textOf(row, "dynamic_workflow_remote_closure_reference");
  const bytes = uri === "" ? null : objects.get(uri);
  return bytes === null ? null : fromBinary(CompiledWorkflowClosureSchema, bytes);
}
