import { create } from "@bufbuild/protobuf";
import {
  type NodeExecutionIdentifier,
  NodeExecutionIdentifierSchema,
  TaskExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import {
  ArtifactType,
  CreateDownloadLinkRequestSchema,
  type GetDataRequest,
  type GetDataResponse,
  GetDataResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import type { AdminContext } from "../context";
import { readLiterals } from "../data";
import { invalid } from "../errors";
import { nodeRow } from "../nodes/node-rows";
import { toNodeExecution } from "../nodes/read";
import { toTaskExecution } from "../nodes/task-execution-rows";
import { nodeText, taskExecutionText } from "../text/id-text";
import { createDownloadLink } from "./download-link";

const SEGMENT = "([a-zA-Z0-9_-]+)";
const URL_FORM = new RegExp(
  `^flyte://v1/${SEGMENT}/${SEGMENT}/${SEGMENT}/${SEGMENT}(?:/(\\d+))?/([iod])(?:/${SEGMENT})?$`,
);

/** Inputs, outputs or the deck that a `flyte://v1/…` URL names. */
export function getData(context: AdminContext, { flyteUrl }: GetDataRequest): GetDataResponse {
  if (!flyteUrl.startsWith("flyte://")) {
    throw invalid("failed to validate resolve artifact request. Error: request does not start with the correct prefix");
  }
  const parts = URL_FORM.exec(flyteUrl);
  if (parts === null) throw invalid(`failed to parse artifact url Error: failed to parse [${flyteUrl}]`);
  const [, project = "", domain = "", name = "", nodeId = "", attempt, kind = "", literal] = parts;
  const id = create(NodeExecutionIdentifierSchema, { nodeId, executionId: { project, domain, name } });
  if (kind === "d") return deckOf(context, id, attempt !== undefined);
  const found = attempt === undefined ? ofNode(context, id) : ofAttempt(context, id, Number(attempt));
  const literals = readLiterals(context, kind === "i" ? found.inputUri : found.outputUri);
  return literal === undefined
    ? create(GetDataResponseSchema, { data: { case: "literalMap", value: literals } })
    : one(literals, literal, found.text);
}

type Found = { inputUri: string; outputUri: string; text: string };

function one(literals: LiteralMap, name: string, text: string): GetDataResponse {
  const value = Object.hasOwn(literals.literals, name) ? literals.literals[name] : undefined;
  if (value === undefined) throw invalid(`name [${name}] not found in ${text}`);
  return create(GetDataResponseSchema, { data: { case: "literal", value } });
}

function ofNode(context: AdminContext, id: NodeExecutionIdentifier): Found {
  const node = toNodeExecution(nodeRow(context, id));
  const result = node.closure?.outputResult;
  return {
    inputUri: node.inputUri,
    outputUri: result?.case === "outputUri" ? result.value : "",
    text: `node execution [${nodeText(id)}]`,
  };
}

function ofAttempt(context: AdminContext, id: NodeExecutionIdentifier, attempt: number): Found {
  nodeRow(context, id);
  const row = context.store.get(
    `SELECT * FROM task_executions WHERE execution_project = ? AND execution_domain = ? AND execution_name = ?
       AND node_id = ? AND retry_attempt = ? LIMIT 1`,
    [id.executionId?.project ?? "", id.executionId?.domain ?? "", id.executionId?.name ?? "", id.nodeId, attempt],
  );
  if (row === null) {
    const wanted = create(TaskExecutionIdentifierSchema, { nodeExecutionId: id, retryAttempt: attempt });
    throw invalid(`no task executions were listed [${taskExecutionText(wanted)}]. Error: <nil>`);
  }
  const execution = toTaskExecution(row);
  const result = execution.closure?.outputResult;
  return {
    inputUri: execution.inputUri,
    outputUri: result?.case === "outputUri" ? result.value : "",
    text: `task execution [${execution.id === undefined ? "" : taskExecutionText(execution.id)}]`,
  };
}

function deckOf(context: AdminContext, id: NodeExecutionIdentifier, hasAttempt: boolean): GetDataResponse {
  if (hasAttempt) throw invalid("deck type cannot be specified with a retry attempt, just use the node instead");
  nodeRow(context, id);
  const link = createDownloadLink(
    context,
    create(CreateDownloadLinkRequestSchema, {
      artifactType: ArtifactType.DECK,
      source: { case: "nodeExecutionId", value: id },
    }),
  );
  return create(
    GetDataResponseSchema,
    link.preSignedUrls === undefined ? {} : { data: { case: "preSignedUrls", value: link.preSignedUrls } },
  );
}
