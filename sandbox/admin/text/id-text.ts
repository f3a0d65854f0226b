import {
  type Identifier,
  type NodeExecutionIdentifier,
  NodeExecutionIdentifierSchema,
  type TaskExecutionIdentifier,
  TaskExecutionIdentifierSchema,
  type WorkflowExecutionIdentifier,
  WorkflowExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { protoText, quoted } from "./proto-text";

/** Identifiers as FlyteAdmin's messages spell them. */
export const executionText = (id: WorkflowExecutionIdentifier): string =>
  protoText(WorkflowExecutionIdentifierSchema, id);

export const nodeText = (id: NodeExecutionIdentifier): string => protoText(NodeExecutionIdentifierSchema, id);

export const taskExecutionText = (id: TaskExecutionIdentifier): string => protoText(TaskExecutionIdentifierSchema, id);

const runColumns = (id: WorkflowExecutionIdentifier | undefined): [string, string, string] => [
  id?.project ?? "",
  id?.domain ?? "",
  id?.name ?? "",
];

/** The columns that name a node; empty where the id is not whole. */
export const nodeColumns = (id: NodeExecutionIdentifier | undefined): [string, string, string, string] => [
  ...runColumns(id?.executionId),
  id?.nodeId ?? "",
];

/** The columns that name a version of a task, workflow or launch plan. */
export const entityColumns = (id: Identifier | undefined): [string, string, string, string] => [
  id?.project ?? "",
  id?.domain ?? "",
  id?.name ?? "",
  id?.version ?? "",
];

/** Without the resource type, which the "missing entity" messages name before it. */
export function entityText(id: Pick<Identifier, "project" | "domain" | "name" | "version">): string {
  return (["project", "domain", "name", "version"] as const)
    .filter((key) => id[key] !== "")
    .map((key) => `${key}:${quoted(id[key])}`)
    .join(" ");
}
