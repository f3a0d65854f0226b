import { create, type DescMessage, fromBinary, type MessageShape } from "@bufbuild/protobuf";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import {
  NamedEntityIdentifierSchema,
  NamedEntityListSchema,
  ObjectGetRequestSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import * as executions from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { LaunchPlanListSchema, LaunchPlanSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import * as nodes from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { ProjectsSchema } from "@/lib/flyteidl/gen/flyteidl/admin/project_pb";
import { SignalListSchema } from "@/lib/flyteidl/gen/flyteidl/admin/signal_pb";
import * as tasks from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import { TaskSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { WorkflowSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { DataProxyService } from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import { SignalService } from "@/lib/flyteidl/gen/flyteidl/service/signal_pb";
import { bodyOf, loadCalls } from "@/lib/testing/recordings/load";

/** What a replay was asked to start, and how often anything was asked of it. */
export type Replay = {
  routes: (router: ConnectRouter) => void;
  created: executions.ExecutionCreateRequest[];
  terminated: executions.ExecutionTerminateRequest[];
  filters: string[];
};

/** Recorded answers by RPC and by the part of the request that `keyOf` says counts. */
function answers<I extends DescMessage, O extends DescMessage>(
  recording: string,
  rpc: string,
  [input, output]: [I, O],
  keyOf: (request: MessageShape<I>) => string,
): (request: MessageShape<I>) => MessageShape<O> | null {
  const byKey = new Map<string, MessageShape<O>>();
  for (const call of loadCalls(recording)) {
    const [asked, answered] = [bodyOf(call, "request"), bodyOf(call, "response")];
    if (call.rpc !== rpc || asked === null || answered === null) continue;
    byKey.set(keyOf(fromBinary(input, asked)), fromBinary(output, answered));
  }
  return (request) => byKey.get(keyOf(request)) ?? null;
}

const unknown = (): never => {
  throw new ConnectError("missing entity", Code.NotFound);
};

/** Offset tokens, given with every full page, as FlyteAdmin does. */
function cut<T>(rows: readonly T[], { limit, token }: { limit: number; token: string }): { rows: T[]; token: string } {
  if (limit === 0) throw new ConnectError("invalid value for limit", Code.InvalidArgument);
  const start = Number(token);
  const page = rows.slice(start, start + limit);
  return { rows: page, token: page.length === limit ? String(start + limit) : "" };
}

/**
 * An admin server that answers with the bodies of one recorded execution, and starts nothing: it only notes what it was
 * asked to start. Filters are noted and not applied.
 */
export function replayAdmin(recording: string): Replay {
  const replay: Replay = { routes: serve, created: [], terminated: [], filters: [] };
  const idOf = ({ id }: { id?: unknown }) =>
    JSON.stringify(id, (_, part) => (typeof part === "bigint" ? `${part}` : part));
  const execution = answers(
    recording,
    "AdminService.GetExecution",
    [executions.WorkflowExecutionGetRequestSchema, executions.ExecutionSchema],
    idOf,
  );
  const data = answers(
    recording,
    "AdminService.GetExecutionData",
    [executions.WorkflowExecutionGetDataRequestSchema, executions.WorkflowExecutionGetDataResponseSchema],
    idOf,
  );
  const workflow = answers(recording, "AdminService.GetWorkflow", [ObjectGetRequestSchema, WorkflowSchema], idOf);
  const plan = answers(recording, "AdminService.GetLaunchPlan", [ObjectGetRequestSchema, LaunchPlanSchema], idOf);
  const task = answers(recording, "AdminService.GetTask", [ObjectGetRequestSchema, TaskSchema], idOf);
  const node = answers(
    recording,
    "AdminService.GetNodeExecution",
    [nodes.NodeExecutionGetRequestSchema, nodes.NodeExecutionSchema],
    idOf,
  );
  const nodeData = answers(
    recording,
    "AdminService.GetNodeExecutionData",
    [nodes.NodeExecutionGetDataRequestSchema, nodes.NodeExecutionGetDataResponseSchema],
    idOf,
  );
  const children = answers(
    recording,
    "AdminService.ListNodeExecutions",
    [nodes.NodeExecutionListRequestSchema, nodes.NodeExecutionListSchema],
    ({ workflowExecutionId: id, uniqueParentId }) => `${idOf({ id })} ${uniqueParentId}`,
  );
  const attempts = answers(
    recording,
    "AdminService.ListTaskExecutions",
    [tasks.TaskExecutionListRequestSchema, tasks.TaskExecutionListSchema],
    ({ nodeExecutionId: id }) => idOf({ id }),
  );
  const all = loadCalls(recording).flatMap((call) => {
    const body = bodyOf(call, "response");
    return call.rpc === "AdminService.GetExecution" && body !== null
      ? [fromBinary(executions.ExecutionSchema, body)]
      : [];
  });

  function serve(router: ConnectRouter): void {
    router.service(AdminService, {
      getExecution: (request) => execution(request) ?? unknown(),
      getExecutionData: (request) => data(request) ?? unknown(),
      getWorkflow: (request) => workflow(request) ?? unknown(),
      getLaunchPlan: (request) => plan(request) ?? unknown(),
      getTask: (request) => task(request) ?? unknown(),
      getNodeExecution: (request) => node(request) ?? unknown(),
      getNodeExecutionData: (request) => nodeData(request) ?? unknown(),
      listExecutions: (request) => {
        replay.filters.push(request.filters);
        const { rows, token } = cut(
          all.filter(({ id }) => id?.project === request.id?.project && id?.domain === request.id?.domain),
          request,
        );
        return create(executions.ExecutionListSchema, { executions: rows, token });
      },
      listNodeExecutions: (request) => {
        replay.filters.push(request.filters);
        const level = children(request);
        if (level === null && request.uniqueParentId !== "") return unknown();
        const { rows, token } = cut(level?.nodeExecutions ?? [], request);
        return create(nodes.NodeExecutionListSchema, { nodeExecutions: rows, token });
      },
      listTaskExecutions: (request) => {
        const { rows, token } = cut(attempts(request)?.taskExecutions ?? [], request);
        return create(tasks.TaskExecutionListSchema, { taskExecutions: rows, token });
      },
      listProjects: () => {
        const { project = "", domain = "" } = all[0]?.id ?? {};
        return create(ProjectsSchema, { projects: [{ id: project, domains: [{ id: domain }] }] });
      },
      listLaunchPlans: (request) => {
        const id = all[0]?.spec?.launchPlan;
        const launchPlans =
          id?.name === request.id?.name ? [plan(create(ObjectGetRequestSchema, { id })) ?? unknown()] : [];
        return create(LaunchPlanListSchema, { launchPlans });
      },
      listNamedEntities: () => {
        const { project, domain, name } = all[0]?.spec?.launchPlan ?? unknown();
        const id = create(NamedEntityIdentifierSchema, { project, domain, name });
        return create(NamedEntityListSchema, { entities: [{ id }] });
      },
      createExecution: (request) => {
        replay.created.push(request);
        const { project, domain, name } = request;
        return create(executions.ExecutionCreateResponseSchema, { id: { project, domain, name: name || "made" } });
      },
      terminateExecution: (request) => {
        replay.terminated.push(request);
        return create(executions.ExecutionTerminateResponseSchema);
      },
    });
    router.service(SignalService, { listSignals: () => create(SignalListSchema) });
    router.service(DataProxyService, {
      createDownloadLocation: ({ nativeUrl }) => ({ signedUrl: `http://store.test/${encodeURIComponent(nativeUrl)}` }),
    });
  }

  return replay;
}
