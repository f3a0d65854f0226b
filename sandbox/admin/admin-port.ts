import { create } from "@bufbuild/protobuf";
import { ExecutionTerminateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { LaunchPlanState } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { CompiledTaskSchema, CompiledWorkflowClosureSchema } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { AdminPort } from "../contract";
import { engineStateOf } from "../store/engine-state";
import { textOf } from "../store/row";
import type { AdminContext } from "./context";
import { readLiterals } from "./data";
import { compileDynamic } from "./dynamic";
import { nodeEvent } from "./events/node-event";
import { taskEvent } from "./events/task-event";
import { workflowEvent } from "./events/workflow-event";
import { terminateExecution } from "./executions/act";
import { createExecution } from "./executions/create";
import { executionIdOf, executionRow, toExecution } from "./executions/execution-rows";
import { toNodeExecution } from "./nodes/read";
import { toTaskExecution } from "./nodes/task-execution-rows";
import { getLaunchPlan, toLaunchPlan } from "./registration/launch-plan-rows";
import { getTask } from "./registration/tasks";
import { getWorkflow } from "./registration/workflows";
import { ensureSignal, findSignal } from "./signals";

/** The admin side as the engine sees it: the functions behind the RPCs, called in the same process. */
export function adminPort(context: AdminContext): AdminPort {
  const { store, objects } = context;
  return {
    workflowEvent: (event) => store.transaction(() => workflowEvent(context, event)),
    nodeEvent: (event) => store.transaction(() => nodeEvent(context, event)),
    taskEvent: (event) => store.transaction(() => taskEvent(context, event)),
    unfinished: () =>
      store
        .all(
          `SELECT execution_project, execution_domain, execution_name FROM executions
           WHERE phase NOT IN ('SUCCEEDED', 'FAILED', 'ABORTED', 'TIMED_OUT') ORDER BY id`,
        )
        .map(executionIdOf),
    execution: (id) => toExecution(executionRow(context, id)),
    inputs: (id) => readLiterals(context, textOf(executionRow(context, id), "inputs_uri")),
    workflow: (id) => getWorkflow(context, id).closure?.compiledWorkflow ?? create(CompiledWorkflowClosureSchema),
    task: (id) => getTask(context, id).closure?.compiledTask ?? create(CompiledTaskSchema),
    launchPlan: (id) => getLaunchPlan(context, id),
    scheduled: () =>
      store
        .all("SELECT * FROM launch_plans WHERE state = ? AND schedule_type <> 'NONE' ORDER BY id", [
          LaunchPlanState.ACTIVE,
        ])
        .map(toLaunchPlan),
    nodes: (id) =>
      store
        .all(
          `SELECT * FROM node_executions WHERE execution_project = ? AND execution_domain = ? AND execution_name = ?
           ORDER BY id`,
          [id.project, id.domain, id.name],
        )
        .map(toNodeExecution),
    taskAttempts: ({ executionId, nodeId }) =>
      store
        .all(
          `SELECT * FROM task_executions WHERE execution_project = ? AND execution_domain = ? AND execution_name = ?
             AND node_id = ? ORDER BY retry_attempt`,
          [executionId?.project ?? "", executionId?.domain ?? "", executionId?.name ?? "", nodeId],
        )
        .map(toTaskExecution),
    createExecution: (request) => createExecution(context, request),
    terminate: (id, cause) => terminateExecution(context, create(ExecutionTerminateRequestSchema, { id, cause })),
    signal: (id) => findSignal(context, id),
    ensureSignal: (id, type) => ensureSignal(context, id, type),
    compileDynamic: (spec, uri) => compileDynamic(context, spec, uri),
    objects,
    state: engineStateOf(store),
  };
}
