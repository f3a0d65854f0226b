import "server-only";
import { create } from "@bufbuild/protobuf";
import type { ConnectionName, EntityKind, EntityRef, ExecutionRef, NodeRef } from "@/lib/core/refs";
import {
  type Identifier,
  IdentifierSchema,
  type NodeExecutionIdentifier,
  NodeExecutionIdentifierSchema,
  ResourceType,
  type WorkflowExecutionIdentifier,
  WorkflowExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { requireIds } from "./call/ids";

/** Absent ids read as ids without parts. */
const NO_EXECUTION = create(WorkflowExecutionIdentifierSchema);
const NO_ENTITY = create(IdentifierSchema);

export function toExecutionRef(id: WorkflowExecutionIdentifier | undefined, connection: ConnectionName): ExecutionRef {
  const { project, domain, name } = id ?? NO_EXECUTION;
  return { connection, project, domain, name };
}

/** Null where the id is absent or names nothing. */
export function toOptionalExecutionRef(
  id: WorkflowExecutionIdentifier | undefined,
  connection: ConnectionName,
): ExecutionRef | null {
  return id === undefined || id.name === "" ? null : toExecutionRef(id, connection);
}

export function toNodeRef(id: NodeExecutionIdentifier, connection: ConnectionName): NodeRef {
  return { execution: toExecutionRef(id.executionId, connection), nodeId: id.nodeId };
}

const KINDS: Partial<Record<ResourceType, EntityKind>> = {
  [ResourceType.WORKFLOW]: "workflow",
  [ResourceType.TASK]: "task",
  [ResourceType.LAUNCH_PLAN]: "launch_plan",
};

export const RESOURCE_TYPES: Readonly<Record<EntityKind, ResourceType>> = {
  workflow: ResourceType.WORKFLOW,
  task: ResourceType.TASK,
  launch_plan: ResourceType.LAUNCH_PLAN,
};

/** `kind` is what the place of the id implies: Flyte does not check the resource type of an id, and older ones lack it. */
export function toEntityRef(id: Identifier | undefined, kind: EntityKind, connection: ConnectionName): EntityRef {
  const { resourceType, project, domain, name, version } = id ?? NO_ENTITY;
  return { connection, kind: KINDS[resourceType] ?? kind, project, domain, name, version };
}

/** The wire id of an execution; an empty part is refused as `invalid`, as FlyteAdmin reads it as a wildcard. */
export function fromExecutionRef(ref: ExecutionRef): WorkflowExecutionIdentifier {
  const { project, domain, name } = ref;
  requireIds({ project, domain, execution: name });
  return create(WorkflowExecutionIdentifierSchema, { project, domain, name });
}

export function fromNodeRef(ref: NodeRef): NodeExecutionIdentifier {
  const executionId = fromExecutionRef(ref.execution);
  requireIds({ node: ref.nodeId });
  return create(NodeExecutionIdentifierSchema, { executionId, nodeId: ref.nodeId });
}

export function fromEntityRef(ref: EntityRef): Identifier {
  const { project, domain, name, version, kind } = ref;
  requireIds({ project, domain, name, version });
  return create(IdentifierSchema, { resourceType: RESOURCE_TYPES[kind], project, domain, name, version });
}
