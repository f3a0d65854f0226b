import { create, toBinary } from "@bufbuild/protobuf";
import {
  AbortMetadataSchema,
  type ExecutionClosure,
  ExecutionClosureSchema,
  type ExecutionSpec,
  ExecutionSpecSchema,
  LiteralMapBlobSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import {
  NodeExecutionClosureSchema,
  NodeExecutionMetaDataSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { TaskExecutionClosureSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  NodeExecution_Phase as NodePhase,
  WorkflowExecution_Phase as Phase,
  TaskExecution_Phase as TaskPhase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { AdminContext } from "@/sandbox/admin/context";
import { saveNode } from "@/sandbox/admin/events/save-node";
import { errorKindText } from "@/sandbox/admin/executions/execution-rows";
import { hasStarted, type PlannedNode, type PlannedRun } from "@/sandbox/scale/plan/plan";
import type { SqlStore } from "@/sandbox/store/database";
import { numberOf } from "@/sandbox/store/row";
import { inputUriOf, nodeClosure, nodeMetadata } from "./node-messages";
import { attemptClosure, type LogUri } from "./task-messages";
import { micros, span, spanNanos, stamp } from "./times";

/** Row ids of what a run refers to; look them up once for many runs. */
export type EntityRows = { launchPlan: number; workflow: number };

export function entityRowsOf(store: SqlStore, { launchPlan, workflow }: PlannedRun): EntityRows {
  return { launchPlan: rowOf(store, "launch_plans", launchPlan), workflow: rowOf(store, "workflows", workflow) };
}

function rowOf(store: SqlStore, table: string, { project, domain, name, version }: PlannedRun["workflow"]): number {
  const sql = `SELECT id FROM ${table} WHERE project = ? AND domain = ? AND name = ? AND version = ?`;
  const row = store.get(sql, [project, domain, name, version]);
  if (row === null) throw new Error(`${name} version ${version} is not registered`);
  return numberOf(row, "id");
}

export function hasRun({ store }: AdminContext, { project, domain, name }: PlannedRun["id"]): boolean {
  const sql = "SELECT id FROM executions WHERE execution_project = ? AND execution_domain = ? AND execution_name = ?";
  return store.get(sql, [project, domain, name]) !== null;
}

/** Writes the row of an execution: as it ended, or, of one that is played, as it was created. */
export function writeExecution({ store }: AdminContext, run: PlannedRun, rows: EntityRows, ended: boolean): void {
  const { id, failure } = run;
  const createdAt = micros(run.createdAtMs);
  const phase = ended ? endPhase(run) : Phase.UNDEFINED;
  const endMs = run.createdAtMs + run.endedMs;
  const updatedAt = ended ? micros(endMs) : createdAt;
  store.run(
    `INSERT INTO executions (created_at, updated_at, execution_project, execution_domain, execution_name, launch_plan_id,
       workflow_id, phase, closure, spec, started_at, execution_created_at, execution_updated_at, duration, mode,
       inputs_uri, user_inputs_uri, error_kind, error_code, abort_cause,
       launch_entity)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, 'launch_plan')`,
    [
      createdAt,
      updatedAt,
      id.project,
      id.domain,
      id.name,
      rows.launchPlan,
      rows.workflow,
      Phase[phase] ?? "",
      toBinary(ExecutionClosureSchema, executionClosure(run, phase, ended)),
      toBinary(ExecutionSpecSchema, specOf(run)),
      ended ? micros(run.createdAtMs + run.startedMs) : null,
      createdAt,
      updatedAt,
      ended ? spanNanos(run.createdAtMs + run.startedMs, endMs) : 0,
      run.uris.inputs,
      run.uris.userInputs,
      ...(ended && failure !== null ? [errorKindText(failure.kind), failure.code] : [null, null]),
      ended ? (run.abortCause ?? "") : "",
    ],
  );
  const pairs = [...Object.entries(run.labels), ...run.tags.map((tag) => [tag, ""] as const)];
  for (const [key, value] of pairs)
    store.run(
      `INSERT INTO execution_tags (created_at, updated_at, execution_project, execution_domain, execution_name, key, value)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [createdAt, createdAt, id.project, id.domain, id.name, key, value],
    );
}

function executionClosure(run: PlannedRun, phase: Phase, ended: boolean) {
  const at = (ms: number) => stamp(run.createdAtMs + ms);
  return create(ExecutionClosureSchema, {
    phase,
    createdAt: at(0),
    updatedAt: at(ended ? run.endedMs : 0),
    workflowId: run.workflow,
    stateChangeDetails: { occurredAt: at(0) },
    ...(ended
      ? {
          startedAt: at(run.startedMs),
          duration: span(run.createdAtMs + run.startedMs, run.createdAtMs + run.endedMs),
          outputResult: resultOf(run),
        }
      : {}),
  });
}

function endPhase({ failure, abortCause }: PlannedRun): Phase {
  if (abortCause !== null) return Phase.ABORTED;
  return failure === null ? Phase.SUCCEEDED : Phase.FAILED;
}

function resultOf({ failure, abortCause, uris }: PlannedRun): ExecutionClosure["outputResult"] {
  if (abortCause !== null) return { case: "abortMetadata", value: create(AbortMetadataSchema, { cause: abortCause }) };
  if (failure !== null) return { case: "error", value: failure };
  return {
    case: "outputs",
    value: create(LiteralMapBlobSchema, { data: { case: "uri", value: uris.outputs } }),
  };
}

function specOf({ id, launchPlan, labels, tags }: PlannedRun): ExecutionSpec {
  return create(ExecutionSpecSchema, {
    launchPlan,
    metadata: { systemMetadata: { namespace: `${id.project}-${id.domain}` } },
    securityContext: { runAs: {} },
    maxParallelism: 25,
    tags: [...tags],
    ...(Object.keys(labels).length === 0 ? {} : { labels: { values: { ...labels } } }),
  });
}

/** Rows of nodes that have ended, with their attempts. `rows` remembers the ids of parents between calls. */
export function writeNodes(
  context: AdminContext,
  run: PlannedRun,
  nodes: readonly PlannedNode[],
  rows: Map<PlannedNode, number>,
  logUri: LogUri,
): void {
  for (const node of nodes) {
    rows.set(node, writeNode(context, run, node, node.parent === null ? null : (rows.get(node.parent) ?? null)));
    for (const number of node.attempts.keys()) writeAttempt(context, run, node, number, logUri);
  }
}

function writeNode(context: AdminContext, run: PlannedRun, node: PlannedNode, parentRow: number | null): number {
  const ran = node.kind !== "start" && node.kind !== "end" && hasStarted(node);
  const [startMs, endMs] = [run.createdAtMs + node.startedMs, run.createdAtMs + node.endedMs];
  const target = node.kind === "task" || node.kind === "spread" || node.kind === "dynamic";
  return saveNode(
    context,
    { $typeName: "flyteidl.core.NodeExecutionIdentifier", nodeId: node.scope.nodeId, executionId: run.id },
    null,
    {
      phase: NodePhase[node.phase] ?? "",
      inputUri: inputUriOf(node),
      closure: toBinary(NodeExecutionClosureSchema, nodeClosure(run, node)),
      startedAt: ran ? micros(startMs) : null,
      createdAt: micros(run.createdAtMs + node.queuedMs),
      updatedAt: micros(endMs),
      duration: ran ? spanNanos(startMs, endMs) : 0,
      metadata: toBinary(NodeExecutionMetaDataSchema, nodeMetadata(node)),
      parentRow,
      ...errorColumns(node),
      cacheStatus: target ? "CACHE_DISABLED" : null,
      dynamicClosure: node.graph?.closureUri ?? "",
      at: micros(endMs),
    },
  );
}

const errorColumns = ({ error }: PlannedNode) =>
  error === null
    ? { errorKind: null, errorCode: null }
    : { errorKind: errorKindText(error.kind), errorCode: error.code };

function writeAttempt(
  { store }: AdminContext,
  run: PlannedRun,
  node: PlannedNode,
  number: number,
  logUri: LogUri,
): void {
  const attempt = node.attempts[number];
  if (attempt === undefined || node.task === null) return;
  const { id } = run;
  const at = (ms: number) => micros(run.createdAtMs + ms);
  store.run(
    `INSERT INTO task_executions (created_at, updated_at, project, domain, name, version, execution_project,
       execution_domain, execution_name, node_id, retry_attempt, phase, phase_version, input_uri, closure, started_at,
       task_execution_created_at, task_execution_updated_at, duration)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)`,
    [
      at(attempt.queuedMs),
      at(attempt.endedMs),
      node.task.project,
      node.task.domain,
      node.task.name,
      node.task.version,
      id.project,
      id.domain,
      id.name,
      node.scope.nodeId,
      number,
      TaskPhase[attempt.phase] ?? "",
      node.scope.inputsUri,
      toBinary(TaskExecutionClosureSchema, attemptClosure(logUri, run, node, number)),
      hasStarted(attempt) ? at(attempt.startedMs) : null,
      at(attempt.queuedMs),
      at(attempt.endedMs),
      hasStarted(attempt) ? spanNanos(run.createdAtMs + attempt.startedMs, run.createdAtMs + attempt.endedMs) : 0,
    ],
  );
}
