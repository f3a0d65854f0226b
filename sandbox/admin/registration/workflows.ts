import { createHash } from "node:crypto";
import { create, equals, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import type { ResourceListRequest } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import {
  type Workflow,
  WorkflowClosureSchema,
  type WorkflowCreateRequest,
  type WorkflowList,
  WorkflowListSchema,
  WorkflowSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import {
  type CompiledWorkflowClosure,
  CompiledWorkflowClosureSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { type Identifier, IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { TypedInterfaceSchema } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { CompileError } from "@/sandbox/compiler/compile-error";
import { compileWorkflow } from "@/sandbox/compiler/compile-workflow";
import type { Row } from "@/sandbox/store/database";
import { bytesOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { storeDescription } from "../descriptions";
import { alreadyExists, internal, invalid, missingEntity } from "../errors";
import { requireScope } from "../projects";
import { entityText } from "../text/id-text";
import { protoText } from "../text/proto-text";
import { fromMicros, nowMicros } from "../time";
import { differentStructure } from "./difference";
import { entityRow, requireIdentifier } from "./entity-rows";
import { listVersions } from "./list-versions";
import { registryOf } from "./registry";

/** FlyteAdmin's default for the nodes of one level. */
const MAX_NODES = 100;

export function createWorkflow(context: AdminContext, request: WorkflowCreateRequest): void {
  const { id } = request;
  requireIdentifier(id);
  requireScope(context, id.project, id.domain);
  const spec = request.spec;
  const template = spec?.template;
  if (spec === undefined || template === undefined) throw invalid("missing spec");
  template.id = id;
  const closure = compileRequest(context, id, () => compileWorkflow(template, spec.subWorkflows, registryOf(context)));
  if (template.nodes.length > MAX_NODES) {
    throw invalid(
      `number of nodes in workflow [${protoText(IdentifierSchema, id)}] exceeds limit ` +
        `(${template.nodes.length} > ${MAX_NODES})`,
    );
  }
  refuseKnown(context, id, closure);
  const { description } = spec;
  storeWorkflow(context, id, closure, description?.shortDescription ?? "", () =>
    storeDescription(context, ResourceType.WORKFLOW, id, description),
  );
}

/** Keeps a compiled workflow as a version; `also` is written in the same transaction. Answers the row's id. */
export function storeWorkflow(
  { store, objects }: AdminContext,
  id: Identifier,
  closure: CompiledWorkflowClosure,
  shortDescription = "",
  also: () => void = () => undefined,
): number {
  const at = nowMicros();
  const uri = closureUri(objects.prefix, id);
  const bytes = toBinary(CompiledWorkflowClosureSchema, closure);
  objects.put(uri, bytes);
  const typed = closure.primary?.template?.interface ?? create(TypedInterfaceSchema);
  return store.transaction(() => {
    also();
    return store.run(
      `INSERT INTO workflows (created_at, updated_at, project, domain, name, version, typed_interface,
         remote_closure_identifier, digest, short_description) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        at,
        at,
        id.project,
        id.domain,
        id.name,
        id.version,
        toBinary(TypedInterfaceSchema, typed),
        uri,
        new Uint8Array(0),
        shortDescription,
      ],
    );
  });
}

/** Of a wrong resource type only "unspecified" passes, as in FlyteAdmin. */
export function getWorkflow(context: AdminContext, id: Identifier | undefined): Workflow {
  requireIdentifier(id);
  if (id.resourceType !== ResourceType.WORKFLOW && id.resourceType !== ResourceType.UNSPECIFIED) {
    throw invalid(
      `unexpected resource type ${(ResourceType[id.resourceType] ?? String(id.resourceType)).toLowerCase()} for identifier ` +
        `[${protoText(IdentifierSchema, id)}], expected workflow instead`,
    );
  }
  const row = entityRow(context.store, "workflows", id);
  if (row === null) throw missingEntity("WORKFLOW", entityText(id));
  const workflow = toWorkflow(row);
  if (workflow.closure !== undefined) workflow.closure.compiledWorkflow = closureOf(context, row);
  return workflow;
}

function closureOf({ objects }: AdminContext, row: Row): CompiledWorkflowClosure {
  const bytes = objects.get(textOf(row, "remote_closure_identifier"));
  if (bytes === null) throw internal("failed to read workflow closure");
  return fromBinary(CompiledWorkflowClosureSchema, bytes);
}

/** Of the closure a list has only the interface. */
export function listWorkflows({ store }: AdminContext, request: ResourceListRequest): WorkflowList {
  const { rows, token } = listVersions(store, "w", "ListWorkflows", request);
  return create(WorkflowListSchema, { workflows: rows.map(toWorkflow), token });
}

function toWorkflow(row: Row): Workflow {
  const typed = fromBinary(TypedInterfaceSchema, bytesOf(row, "typed_interface"));
  return create(WorkflowSchema, {
    id: create(IdentifierSchema, {
      resourceType: ResourceType.WORKFLOW,
      project: textOf(row, "project"),
      domain: textOf(row, "domain"),
      name: textOf(row, "name"),
      version: textOf(row, "version"),
    }),
    closure: create(WorkflowClosureSchema, {
      compiledWorkflow: { primary: { template: { interface: typed } } },
      createdAt: fromMicros(Number(row.created_at)),
    }),
    shortDescription: textOf(row, "short_description"),
  });
}

/** FlyteAdmin puts the id into an object's name as it is and fails on what no URL may hold. */
function closureUri(prefix: string, id: Identifier): string {
  const path = `metadata/admin/${id.project}/${id.domain}/${id.name}/${id.version}`;
  const broken = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(path);
  if (broken !== null) {
    throw internal(
      `failed to construct data reference for workflow closure with id [${protoText(IdentifierSchema, id)}] and err ` +
        `Reference is of an invalid format [${prefix}]: parse "${path}": invalid URL escape "${broken[0]}"`,
    );
  }
  // Names and versions may hold anything and be longer than a file's name.
  return `${prefix}/metadata/admin/${id.project}/${id.domain}/${createHash("sha256").update(path).digest("hex")}`;
}

function compileRequest<T>(_context: AdminContext, id: Identifier, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    const isMissing = error instanceof ConnectError && error.code === Code.NotFound;
    if (!(error instanceof CompileError) && !isMissing) throw error;
    const reason = error instanceof ConnectError ? error.rawMessage : error.message;
    throw invalid(`failed to compile workflow for [${protoText(IdentifierSchema, id)}] with err: ${reason}`);
  }
}

function refuseKnown(context: AdminContext, id: Identifier, closure: CompiledWorkflowClosure): void {
  const known = entityRow(context.store, "workflows", id);
  if (known === null) return;
  const knownClosure = closureOf(context, known);
  if (equals(CompiledWorkflowClosureSchema, knownClosure, closure)) {
    throw alreadyExists("workflow with identical structure already exists");
  }
  throw differentStructure("workflow", id.name, CompiledWorkflowClosureSchema, knownClosure, closure);
}
