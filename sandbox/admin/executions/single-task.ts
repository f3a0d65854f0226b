import { create } from "@bufbuild/protobuf";
import { NamedEntityState } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import { LaunchPlanSpecSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { type Identifier, IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import {
  type Parameter,
  ParameterMapSchema,
  ParameterSchema,
  type TypedInterface,
  TypedInterfaceSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { BindingDataSchema, BindingSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { NodeSchema, WorkflowTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { compileWorkflow } from "@/sandbox/compiler/compile-workflow";
import type { Row } from "@/sandbox/store/database";
import { numberOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { writeMetadata } from "../named-entities";
import { entityRow } from "../registration/entity-rows";
import { launchPlanRow } from "../registration/launch-plan-rows";
import { storeLaunchPlan } from "../registration/launch-plans";
import { registryOf } from "../registration/registry";
import { storeWorkflow } from "../registration/workflows";

const MAX_NODE_ID = 63;

/**
 * The launch plan row for an execution of one task. The first such execution of a version makes a workflow of one node
 * and its launch plan, both named `.flytegen.<task>`; the plan's `workflow_id` names the task, as FlyteAdmin's does.
 */
export function singleTaskLaunchPlan(context: AdminContext, task: TaskTemplate, id: Identifier): Row {
  const name = `.flytegen.${id.name}`;
  const planId = create(IdentifierSchema, { ...id, resourceType: ResourceType.LAUNCH_PLAN, name });
  const known = entityRow(context.store, "launch_plans", planId);
  if (known !== null) return known;
  const typed = task.interface ?? create(TypedInterfaceSchema);
  const workflowId = create(IdentifierSchema, { ...planId, resourceType: ResourceType.WORKFLOW });
  context.store.transaction(() => {
    const workflow = entityRow(context.store, "workflows", workflowId);
    const workflowRow = workflow === null ? makeWorkflow(context, workflowId, id, typed) : numberOf(workflow, "id");
    const spec = create(LaunchPlanSpecSchema, {
      workflowId: { ...workflowId, name: id.name },
      entityMetadata: {},
      defaultInputs: requiredInputs(typed),
      fixedInputs: {},
      labels: {},
      annotations: {},
    });
    storeLaunchPlan(context, planId, spec, workflowRow, typed);
    for (const type of [ResourceType.WORKFLOW, ResourceType.LAUNCH_PLAN]) {
      writeMetadata(context, type, planId, "", NamedEntityState.SYSTEM_GENERATED);
    }
  });
  return launchPlanRow(context, planId);
}

function makeWorkflow(
  context: AdminContext,
  workflowId: Identifier,
  taskId: Identifier,
  typed: TypedInterface,
): number {
  const nodeId = taskId.name.replace(/[^A-Za-z0-9-]/g, "").slice(-MAX_NODE_ID);
  const promise = (fromNode: string, name: string) =>
    create(BindingSchema, {
      var: name,
      binding: create(BindingDataSchema, { value: { case: "promise", value: { nodeId: fromNode, var: name } } }),
    });
  const node = create(NodeSchema, {
    id: nodeId,
    metadata: { name: nodeId, retries: {} },
    inputs: Object.keys(typed.inputs?.variables ?? {}).map((name) => promise("", name)),
    target: {
      case: "taskNode",
      value: { reference: { case: "referenceId", value: { ...taskId, resourceType: ResourceType.TASK } } },
    },
  });
  const template = create(WorkflowTemplateSchema, {
    id: workflowId,
    interface: typed,
    nodes: [node],
    outputs: Object.keys(typed.outputs?.variables ?? {}).map((name) => promise(nodeId, name)),
  });
  return storeWorkflow(context, workflowId, compileWorkflow(template, [], registryOf(context)));
}

function requiredInputs(typed: TypedInterface) {
  const parameters: Record<string, Parameter> = {};
  for (const [name, variable] of Object.entries(typed.inputs?.variables ?? {})) {
    parameters[name] = create(ParameterSchema, { var: variable, behavior: { case: "required", value: true } });
  }
  return create(ParameterMapSchema, { parameters });
}
