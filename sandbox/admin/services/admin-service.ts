import { create } from "@bufbuild/protobuf";
import type { ServiceImpl } from "@connectrpc/connect";
import { NamedEntityUpdateResponseSchema } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import {
  NodeExecutionEventResponseSchema,
  TaskExecutionEventResponseSchema,
  WorkflowExecutionEventResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/event_pb";
import {
  ExecutionCreateResponseSchema,
  ExecutionTerminateResponseSchema,
  ExecutionUpdateResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import {
  LaunchPlanCreateResponseSchema,
  LaunchPlanUpdateResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import {
  GetDomainsResponseSchema,
  ProjectRegisterResponseSchema,
  ProjectUpdateResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/project_pb";
import { TaskCreateResponseSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { GetVersionResponseSchema } from "@/lib/flyteidl/gen/flyteidl/admin/version_pb";
import { WorkflowCreateResponseSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import type { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import type { AdminPort } from "@/sandbox/contract";
import { attributeRpcs } from "../attributes/attribute-rpcs";
import type { AdminContext } from "../context";
import { getDescription, listDescriptions } from "../descriptions";
import { invalid } from "../errors";
import { recoverExecution, relaunchExecution, terminateExecution } from "../executions/act";
import { createExecution } from "../executions/create";
import { getExecution, getExecutionData, listExecutions, updateExecution } from "../executions/read";
import { getExecutionMetrics } from "../metrics/execution-metrics";
import { getNamedEntity, listNamedEntities, updateNamedEntity } from "../named-entities";
import {
  getDynamicNodeWorkflow,
  getNodeExecution,
  getNodeExecutionData,
  listNodeExecutions,
  listNodeExecutionsForTask,
} from "../nodes/read";
import { getTaskExecution, getTaskExecutionData, listTaskExecutions } from "../nodes/read-tasks";
import { domains, getProject, listProjects, registerProject, updateProject } from "../projects";
import { getLaunchPlan } from "../registration/launch-plan-rows";
import {
  createLaunchPlan,
  getActiveLaunchPlan,
  listActiveLaunchPlans,
  listLaunchPlans,
  updateLaunchPlan,
} from "../registration/launch-plans";
import { listIds } from "../registration/list-versions";
import { createTask, getTask, listTasks } from "../registration/tasks";
import { createWorkflow, getWorkflow, listWorkflows } from "../registration/workflows";

/** Every RPC of AdminService. Writes answer when they are on disk. */
export function adminService(context: AdminContext, port: AdminPort): ServiceImpl<typeof AdminService> {
  return {
    ...entityRpcs(context),
    ...executionRpcs(context, port),
    ...attributeRpcs(context),
    registerProject: ({ project }) => {
      registerProject(context, project);
      return create(ProjectRegisterResponseSchema);
    },
    updateProject: (project) => {
      updateProject(context, project);
      return create(ProjectUpdateResponseSchema);
    },
    getProject: ({ id }) => getProject(context, id),
    listProjects: (request) => listProjects(context, request),
    getDomains: () => create(GetDomainsResponseSchema, { domains: domains() }),
    getVersion: () =>
      create(GetVersionResponseSchema, {
        controlPlaneVersion: { Version: "contrail-sandbox", Build: "unknown", BuildTime: STARTED },
      }),
  };
}

const STARTED = new Date().toISOString();

type Impl = ServiceImpl<typeof AdminService>;
type EntityRpc =
  | `${"create" | "get"}${"Task" | "Workflow" | "LaunchPlan"}`
  | `list${"Task" | "Workflow" | "LaunchPlan"}${"s" | "Ids"}`
  | "updateLaunchPlan"
  | "getActiveLaunchPlan"
  | "listActiveLaunchPlans"
  | `${"get" | "update"}NamedEntity`
  | "listNamedEntities"
  | "getDescriptionEntity"
  | "listDescriptionEntities";

function entityRpcs(context: AdminContext): Pick<Impl, EntityRpc> {
  const { store } = context;
  return {
    createTask: (request) => {
      createTask(context, request);
      return create(TaskCreateResponseSchema);
    },
    getTask: ({ id }) => getTask(context, id),
    listTasks: (request) => listTasks(context, request),
    listTaskIds: (request) => listIds(store, "t", "ListTaskIds", request),
    createWorkflow: (request) => {
      createWorkflow(context, request);
      return create(WorkflowCreateResponseSchema);
    },
    getWorkflow: ({ id }) => getWorkflow(context, id),
    listWorkflows: (request) => listWorkflows(context, request),
    listWorkflowIds: (request) => listIds(store, "w", "ListWorkflowIds", request),
    createLaunchPlan: (request) => {
      createLaunchPlan(context, request);
      return create(LaunchPlanCreateResponseSchema);
    },
    getLaunchPlan: ({ id }) => getLaunchPlan(context, id),
    listLaunchPlans: (request) => listLaunchPlans(context, request),
    listLaunchPlanIds: (request) => listIds(store, "l", "ListLaunchPlanIds", request, true),
    updateLaunchPlan: (request) => {
      updateLaunchPlan(context, request);
      return create(LaunchPlanUpdateResponseSchema);
    },
    getActiveLaunchPlan: (request) => getActiveLaunchPlan(context, request),
    listActiveLaunchPlans: (request) => listActiveLaunchPlans(context, request),
    getNamedEntity: (request) => getNamedEntity(context, request),
    updateNamedEntity: (request) => {
      updateNamedEntity(context, request);
      return create(NamedEntityUpdateResponseSchema);
    },
    listNamedEntities: (request) => listNamedEntities(context, request),
    getDescriptionEntity: (request) => getDescription(context, request),
    listDescriptionEntities: (request) => listDescriptions(context, request),
  };
}

type ExecutionRpc =
  | `${"create" | "relaunch" | "recover" | "get" | "update" | "terminate"}Execution`
  | "listExecutions"
  | "getExecutionData"
  | "getExecutionMetrics"
  | `${"getNode" | "getTask"}Execution${"" | "Data"}`
  | "getDynamicNodeWorkflow"
  | "listNodeExecutions"
  | "listNodeExecutionsForTask"
  | "listTaskExecutions"
  | `create${"Workflow" | "Node" | "Task"}Event`;

function executionRpcs(context: AdminContext, port: AdminPort): Pick<Impl, ExecutionRpc> {
  const made = (id: ReturnType<typeof createExecution>) => create(ExecutionCreateResponseSchema, { id });
  return {
    createExecution: (request) => made(createExecution(context, request)),
    relaunchExecution: (request) => made(relaunchExecution(context, request)),
    recoverExecution: (request) => made(recoverExecution(context, request)),
    getExecution: (request) => getExecution(context, request),
    updateExecution: (request) => {
      updateExecution(context, request);
      return create(ExecutionUpdateResponseSchema);
    },
    terminateExecution: (request) => {
      terminateExecution(context, request);
      return create(ExecutionTerminateResponseSchema);
    },
    listExecutions: (request) => listExecutions(context, request),
    getExecutionData: (request) => getExecutionData(context, request),
    getExecutionMetrics: (request) => getExecutionMetrics(context, request),
    getNodeExecution: (request) => getNodeExecution(context, request),
    getNodeExecutionData: (request) => getNodeExecutionData(context, request),
    getDynamicNodeWorkflow: (request) => getDynamicNodeWorkflow(context, request),
    listNodeExecutions: (request) => listNodeExecutions(context, request),
    listNodeExecutionsForTask: (request) => listNodeExecutionsForTask(context, request),
    getTaskExecution: (request) => getTaskExecution(context, request),
    getTaskExecutionData: (request) => getTaskExecutionData(context, request),
    listTaskExecutions: (request) => listTaskExecutions(context, request),
    createWorkflowEvent: ({ event }) => {
      if (event === undefined) throw invalid("missing event");
      port.workflowEvent(event);
      return create(WorkflowExecutionEventResponseSchema);
    },
    createNodeEvent: ({ event }) => {
      if (event === undefined) throw invalid("missing event");
      port.nodeEvent(event);
      return create(NodeExecutionEventResponseSchema);
    },
    createTaskEvent: ({ event }) => {
      if (event === undefined) throw invalid("missing event");
      port.taskEvent(event);
      return create(TaskExecutionEventResponseSchema);
    },
  };
}
