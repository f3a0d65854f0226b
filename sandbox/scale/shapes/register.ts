import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { LaunchPlanCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { TaskCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { WorkflowCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { WorkflowTemplate } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import type { AdminContext } from "@/sandbox/admin/context";
import { createLaunchPlan } from "@/sandbox/admin/registration/launch-plans";
import { createTask } from "@/sandbox/admin/registration/tasks";
import { createWorkflow } from "@/sandbox/admin/registration/workflows";
import type { Shape } from "./shape";
import { growTask, identifier, mapTask, type Place, spreadTask, stepTask } from "./tasks";
import { subWorkflowsOf, templateOf } from "./workflows";

/** Registers a shape as a workflow with its launch plan and tasks, as flytekit would; does nothing when it is there. */
export function registerShape(context: AdminContext, place: Place, shape: Shape): void {
  for (const task of [stepTask, mapTask, spreadTask, growTask]) registerTask(context, task(place));
  registerWorkflow(context, templateOf(place, shape), subWorkflowsOf(place, shape));
}

export function registerTask(context: AdminContext, template: TaskTemplate): void {
  const request = create(TaskCreateRequestSchema, { id: template.id, spec: { template } });
  ignoringExisting(() => createTask(context, request));
}

/** A workflow and the launch plan of its name. */
export function registerWorkflow(
  context: AdminContext,
  template: WorkflowTemplate,
  subWorkflows: WorkflowTemplate[] = [],
): void {
  const { id } = template;
  if (id === undefined) throw new Error("a workflow without an id");
  const request = create(WorkflowCreateRequestSchema, { id, spec: { template, subWorkflows } });
  ignoringExisting(() => createWorkflow(context, request));
  const plan = create(LaunchPlanCreateRequestSchema, {
    id: identifier(ResourceType.LAUNCH_PLAN, id, id.name),
    spec: { workflowId: id, entityMetadata: {} },
  });
  ignoringExisting(() => createLaunchPlan(context, plan));
}

function ignoringExisting(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ConnectError) || error.code !== Code.AlreadyExists) throw error;
  }
}
