import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  type MatchableAttributesConfiguration,
  MatchableAttributesConfigurationSchema,
  MatchableResource,
  type MatchingAttributes,
  MatchingAttributesSchema,
  WorkflowExecutionConfigSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/matchable_resource_pb";
import type { Row } from "@/sandbox/store/database";
import { bytesOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { internal, invalid, notFound } from "../errors";
import { nowMicros } from "../time";

/** Where attributes are set: a project, a domain of it, or a workflow there. Empty parts make the scope wider. */
export type Scope = { project: string; domain: string; workflow: string };

const DEFAULT_PARALLELISM = 25;

const KIND: Readonly<Record<string, MatchableResource>> = {
  taskResourceAttributes: MatchableResource.TASK_RESOURCE,
  clusterResourceAttributes: MatchableResource.CLUSTER_RESOURCE,
  executionQueueAttributes: MatchableResource.EXECUTION_QUEUE,
  executionClusterLabel: MatchableResource.EXECUTION_CLUSTER_LABEL,
  pluginOverrides: MatchableResource.PLUGIN_OVERRIDE,
  workflowExecutionConfig: MatchableResource.WORKFLOW_EXECUTION_CONFIG,
  clusterAssignment: MatchableResource.CLUSTER_ASSIGNMENT,
};

export function setAttributes({ store }: AdminContext, scope: Scope, attributes: MatchingAttributes | undefined): void {
  if (attributes === undefined) throw invalid("missing matching_attributes");
  const kind = KIND[attributes.target.case ?? ""];
  if (kind === undefined) {
    const name = [scope.project, scope.domain, scope.workflow].filter((part) => part !== "").join("-");
    throw invalid(`Unrecognized matching attributes type for request ${name}`);
  }
  if (kind === MatchableResource.PLUGIN_OVERRIDE && scope.domain === "") {
    throw internal(
      `unexpected error type for: missing and/or invalid parameters: {${scope.project}    PLUGIN_OVERRIDE}`,
    );
  }
  const at = nowMicros();
  store.run(
    `INSERT INTO resources (created_at, updated_at, project, domain, workflow, launch_plan, resource_type, attributes)
     VALUES (?, ?, ?, ?, ?, '', ?, ?)
     ON CONFLICT (project, domain, workflow, launch_plan, resource_type)
     DO UPDATE SET updated_at = excluded.updated_at, attributes = excluded.attributes`,
    [at, at, scope.project, scope.domain, scope.workflow, kind, toBinary(MatchingAttributesSchema, attributes)],
  );
}

/** The attributes of the narrowest scope that has any; the answer's own scope tells which it was. */
export function getAttributes(
  { store }: AdminContext,
  scope: Scope,
  kind: MatchableResource,
): { scope: Scope; attributes: MatchingAttributes } {
  const row = store.get(
    `SELECT * FROM resources WHERE resource_type = ? AND project = ? AND domain IN ('', ?) AND workflow IN ('', ?)
     ORDER BY workflow DESC, domain DESC LIMIT 1`,
    [kind, scope.project, scope.domain, scope.workflow],
  );
  if (row !== null)
    return { scope: scopeOf(row), attributes: fromBinary(MatchingAttributesSchema, bytesOf(row, "attributes")) };
  throw notFound(
    `Resource [{Project:${scope.project} Domain:${scope.domain} Workflow:${scope.workflow} LaunchPlan: ` +
      `ResourceType:${MatchableResource[kind] ?? kind}}] not found`,
  );
}

/** What a project has when its execution config was never set: the server's own. */
export const defaultExecutionConfig = (): MatchingAttributes =>
  create(MatchingAttributesSchema, {
    target: {
      case: "workflowExecutionConfig",
      value: create(WorkflowExecutionConfigSchema, { maxParallelism: DEFAULT_PARALLELISM }),
    },
  });

/** Deleting what is not set is no error. */
export function deleteAttributes({ store }: AdminContext, scope: Scope, kind: MatchableResource): void {
  store.run("DELETE FROM resources WHERE resource_type = ? AND project = ? AND domain = ? AND workflow = ?", [
    kind,
    scope.project,
    scope.domain,
    scope.workflow,
  ]);
}

/** All that is set of a kind, narrowest scopes first. */
export function listAttributes({ store }: AdminContext, kind: MatchableResource): MatchableAttributesConfiguration[] {
  const rows = store.all(
    "SELECT * FROM resources WHERE resource_type = ? ORDER BY workflow = '', domain = '', project, domain, workflow",
    [kind],
  );
  return rows.map((row) =>
    create(MatchableAttributesConfigurationSchema, {
      ...scopeOf(row),
      attributes: fromBinary(MatchingAttributesSchema, bytesOf(row, "attributes")),
    }),
  );
}

const scopeOf = (row: Row): Scope => ({
  project: textOf(row, "project"),
  domain: textOf(row, "domain"),
  workflow: textOf(row, "workflow"),
});
