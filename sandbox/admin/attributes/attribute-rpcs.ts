import { create } from "@bufbuild/protobuf";
import type { ServiceImpl } from "@connectrpc/connect";
import {
  ListMatchableAttributesResponseSchema,
  MatchableResource,
} from "@/lib/flyteidl/gen/flyteidl/admin/matchable_resource_pb";
import {
  ProjectAttributesDeleteResponseSchema,
  ProjectAttributesGetResponseSchema,
  ProjectAttributesUpdateResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/project_attributes_pb";
import {
  ProjectDomainAttributesDeleteResponseSchema,
  ProjectDomainAttributesGetResponseSchema,
  ProjectDomainAttributesUpdateResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/project_domain_attributes_pb";
import {
  WorkflowAttributesDeleteResponseSchema,
  WorkflowAttributesGetResponseSchema,
  WorkflowAttributesUpdateResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/workflow_attributes_pb";
import type { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import type { AdminContext } from "../context";
import { invalid } from "../errors";
import {
  defaultExecutionConfig,
  deleteAttributes,
  getAttributes,
  listAttributes,
  type Scope,
  setAttributes,
} from "./attributes";
import { requireAttributeScope } from "./require-scope";

type AttributeRpc = `${"update" | "get" | "delete"}${"Project" | "ProjectDomain" | "Workflow"}Attributes`;
type Impl = Pick<ServiceImpl<typeof AdminService>, AttributeRpc | "listMatchableAttributes">;

const ofProject = ({ project }: { project: string }): Scope => ({ project, domain: "", workflow: "" });
const ofDomain = ({ project, domain }: { project: string; domain: string }): Scope => ({
  project,
  domain,
  workflow: "",
});
const ofWorkflow = ({ project, domain, workflow }: Scope): Scope => ({ project, domain, workflow });

export function attributeRpcs(context: AdminContext): Impl {
  return { ...ofProjects(context), ...ofDomains(context), ...ofWorkflows(context) };
}

function ofProjects(context: AdminContext) {
  return {
    updateProjectAttributes: ({ attributes }) => {
      if (attributes === undefined) throw invalid("missing attributes");
      requireAttributeScope(context, ofProject(attributes), "registered");
      setAttributes(context, ofProject(attributes), attributes.matchingAttributes);
      return create(ProjectAttributesUpdateResponseSchema);
    },
    getProjectAttributes: ({ project, resourceType }) => {
      const scope = ofProject({ project });
      requireAttributeScope(context, scope, "exists");
      const isConfig = resourceType === MatchableResource.WORKFLOW_EXECUTION_CONFIG;
      const known = listAttributes(context, resourceType).some(
        (each) => each.project === project && each.domain === "" && each.workflow === "",
      );
      const matchingAttributes =
        isConfig && !known ? defaultExecutionConfig() : getAttributes(context, scope, resourceType).attributes;
      return create(ProjectAttributesGetResponseSchema, { attributes: { project, matchingAttributes } });
    },
    deleteProjectAttributes: (request) => {
      requireAttributeScope(context, ofProject(request), "exists");
      deleteAttributes(context, ofProject(request), request.resourceType);
      return create(ProjectAttributesDeleteResponseSchema);
    },
    listMatchableAttributes: ({ resourceType }) =>
      create(ListMatchableAttributesResponseSchema, { configurations: listAttributes(context, resourceType) }),
  } satisfies Partial<Impl>;
}

function ofDomains(context: AdminContext) {
  return {
    updateProjectDomainAttributes: ({ attributes }) => {
      if (attributes === undefined) throw invalid("missing attributes");
      requireAttributeScope(context, ofDomain(attributes), "registered");
      setAttributes(context, ofDomain(attributes), attributes.matchingAttributes);
      return create(ProjectDomainAttributesUpdateResponseSchema);
    },
    getProjectDomainAttributes: (request) => {
      requireAttributeScope(context, ofDomain(request), "registered");
      const { scope, attributes } = getAttributes(context, ofDomain(request), request.resourceType);
      return create(ProjectDomainAttributesGetResponseSchema, {
        attributes: { project: scope.project, domain: scope.domain, matchingAttributes: attributes },
      });
    },
    deleteProjectDomainAttributes: (request) => {
      requireAttributeScope(context, ofDomain(request), "registered");
      deleteAttributes(context, ofDomain(request), request.resourceType);
      return create(ProjectDomainAttributesDeleteResponseSchema);
    },
  } satisfies Partial<Impl>;
}

function ofWorkflows(context: AdminContext) {
  return {
    updateWorkflowAttributes: ({ attributes }) => {
      if (attributes === undefined) throw invalid("missing attributes");
      requireAttributeScope(context, ofWorkflow(attributes), "registered");
      if (attributes.workflow === "") throw invalid("missing name");
      setAttributes(context, ofWorkflow(attributes), attributes.matchingAttributes);
      return create(WorkflowAttributesUpdateResponseSchema);
    },
    getWorkflowAttributes: (request) => {
      requireAttributeScope(context, ofWorkflow(request), "registered");
      if (request.workflow === "") throw invalid("missing name");
      const { scope, attributes } = getAttributes(context, ofWorkflow(request), request.resourceType);
      return create(WorkflowAttributesGetResponseSchema, { attributes: { ...scope, matchingAttributes: attributes } });
    },
    deleteWorkflowAttributes: (request) => {
      requireAttributeScope(context, ofWorkflow(request), "registered");
      if (request.workflow === "") throw invalid("missing name");
      deleteAttributes(context, ofWorkflow(request), request.resourceType);
      return create(WorkflowAttributesDeleteResponseSchema);
    },
  } satisfies Partial<Impl>;
}
