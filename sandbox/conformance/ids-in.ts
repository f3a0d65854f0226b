import { create, fromBinary, type Message, toJson } from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import {
  ExecutionCreateRequestSchema,
  ExecutionCreateResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import {
  type Identifier,
  type NodeExecutionIdentifier,
  NodeExecutionIdentifierSchema,
  type WorkflowExecutionIdentifier,
  WorkflowExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { GetDataRequestSchema } from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import { methodOf } from "./methods";
import type { RecordedCall } from "./recordings";

type Ids = {
  runs: WorkflowExecutionIdentifier[];
  nodes: NodeExecutionIdentifier[];
  made: WorkflowExecutionIdentifier | null;
  /** The launch plan or task of a CreateExecution. */
  launched: Identifier | null;
  /** Projects whose attributes a good call is about. */
  projects: string[];
};

/** The executions and nodes that a request names, and the execution that the answer says was made. */
export function idsIn(call: RecordedCall): Ids {
  const ids: Ids = { runs: [], nodes: [], made: madeBy(call), launched: null, projects: [] };
  const method = methodOf(call.rpc);
  if (method === undefined || typeof call.requestBase64 !== "string" || call.rpc.includes("Event")) return ids;
  try {
    collect(reflect(method.input, fromBinary(method.input, Buffer.from(call.requestBase64, "base64"))), ids);
  } catch {
    // Bytes that are broken on purpose name nothing.
  }
  if (call.rpc.endsWith("Attributes") && call.ok === true) {
    const json = JSON.stringify(
      toJson(method.input, fromBinary(method.input, Buffer.from(call.requestBase64, "base64"))),
    );
    ids.projects = [...json.matchAll(/"project":"([^"]+)"/g)].map(([, project = ""]) => project);
  }
  if (call.rpc === "AdminService.CreateExecution") {
    const request = fromBinary(ExecutionCreateRequestSchema, Buffer.from(call.requestBase64, "base64"));
    ids.launched = request.spec?.launchPlan ?? null;
  }
  if (call.rpc === "DataProxyService.GetData") fromUrl(call, ids);
  return ids;
}

function madeBy(call: RecordedCall): WorkflowExecutionIdentifier | null {
  const isMaking = /\.(Create|Relaunch|Recover)Execution$/.test(call.rpc);
  if (!isMaking || call.ok !== true || typeof call.responseBase64 !== "string") return null;
  return fromBinary(ExecutionCreateResponseSchema, Buffer.from(call.responseBase64, "base64")).id ?? null;
}

const isRun = (message: Message): message is WorkflowExecutionIdentifier =>
  message.$typeName === WorkflowExecutionIdentifierSchema.typeName;
const isNode = (message: Message): message is NodeExecutionIdentifier =>
  message.$typeName === NodeExecutionIdentifierSchema.typeName;

function collect(message: ReflectMessage, ids: Ids): void {
  if (isRun(message.message)) ids.runs.push(message.message);
  if (isNode(message.message)) ids.nodes.push(message.message);
  for (const field of message.fields) {
    if (field.fieldKind === "message" && message.isSet(field)) collect(message.get(field), ids);
  }
}

function fromUrl(call: RecordedCall, ids: Ids): void {
  const { flyteUrl } = fromBinary(GetDataRequestSchema, Buffer.from(call.requestBase64 ?? "", "base64"));
  const [, project, domain, name, nodeId] = /^flyte:\/\/v1\/([^/]+)\/([^/]+)\/([^/]+)\/([^/]+)/.exec(flyteUrl) ?? [];
  if (project === undefined || domain === undefined || name === undefined || nodeId === undefined) return;
  ids.nodes.push(create(NodeExecutionIdentifierSchema, { nodeId, executionId: { project, domain, name } }));
}
