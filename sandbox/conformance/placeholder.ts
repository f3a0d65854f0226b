import { create } from "@bufbuild/protobuf";
import { LaunchPlanCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { WorkflowCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import { type Identifier, IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { VariableSchema } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { LiteralTypeSchema, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import type { WorkflowTemplate } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { promisesOf, withInnerNodes } from "../compiler/node-ids";
import { send } from "./api";
import type { RawClient } from "./grpc-call";

/**
 * A launch plan that a workflow refers to and no recording shows: a plan of an empty workflow that gives whatever `user`
 * takes from its nodes. A plan that is known stays as it is.
 */
export async function placePlan(client: RawClient, plan: Identifier, user: WorkflowTemplate): Promise<void> {
  const bindings = [
    ...user.nodes.flatMap((node) => [...withInnerNodes(node)].flatMap(({ inputs }) => inputs)),
    ...user.outputs,
  ];
  const names = bindings.flatMap(({ binding }) => [...promisesOf(binding)].map(({ value }) => value.var));
  const type = create(LiteralTypeSchema, { type: { case: "simple", value: SimpleType.NONE } });
  const variables = Object.fromEntries(names.map((name) => [name, create(VariableSchema, { type })]));
  const name = `placeholder.${plan.name}`;
  const workflowId = create(IdentifierSchema, { ...idOf(plan), resourceType: ResourceType.WORKFLOW, name });
  await send(client, "AdminService.CreateWorkflow", WorkflowCreateRequestSchema, {
    id: workflowId,
    spec: { template: { interface: { outputs: { variables } } } },
  });
  await send(client, "AdminService.CreateLaunchPlan", LaunchPlanCreateRequestSchema, {
    id: plan,
    spec: { workflowId },
  });
}

const idOf = ({ project, domain, version }: Identifier) => ({ project, domain, version });
