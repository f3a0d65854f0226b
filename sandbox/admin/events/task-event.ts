import { create, equals, toBinary } from "@bufbuild/protobuf";
import {
  ReasonSchema,
  type TaskExecutionClosure,
  TaskExecutionClosureSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  TaskExecution_Phase as Phase,
  type TaskLog,
  TaskLogSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  type TaskExecutionIdentifier,
  TaskExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskExecutionEvent } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import type { Row } from "@/sandbox/store/database";
import { numberOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { alreadyExists, inTerminalState, invalid, notFound } from "../errors";
import { findNode } from "../nodes/node-rows";
import { findTaskExecution } from "../nodes/task-execution-rows";
import { entityColumns, nodeColumns, nodeText, taskExecutionText } from "../text/id-text";
import { between, now, nowMicros, toMicros, toNanos } from "../time";
import { closureBytes, closureOf, rememberClosure } from "./attempt-closures";
import { mergeResources } from "./external-resources";

const TERMINAL: ReadonlySet<Phase> = new Set([Phase.SUCCEEDED, Phase.FAILED, Phase.ABORTED]);

/** Makes or moves the row of an attempt by FlyteAdmin's rules for CreateTaskEvent. */
export function taskEvent(context: AdminContext, event: TaskExecutionEvent): void {
  const nodeId = event.parentNodeExecutionId;
  if (event.taskId === undefined) throw invalid("missing task_id");
  if (nodeId === undefined) throw invalid("missing node_execution_id");
  const id = create(TaskExecutionIdentifierSchema, {
    taskId: event.taskId,
    nodeExecutionId: nodeId,
    retryAttempt: event.retryAttempt,
  });
  if (findNode(context.store, nodeId) === null) {
    throw notFound(`Failed to get existing node execution id: [${nodeText(nodeId)}] with err: entry not found`);
  }
  const row = findTaskExecution(context.store, id);
  if (row !== null) refuseChange(row, event, id);
  const closure = row === null ? newClosure(event) : closureOf(context.store, row);
  if (row !== null) update(closure, event);
  applyTimes(closure, event);
  takeResult(context, closure, event);
  save(context, id, row, event, closure);
}

function refuseChange(row: Row, event: TaskExecutionEvent, id: TaskExecutionIdentifier): void {
  const current = textOf(row, "phase");
  const version = numberOf(row, "phase_version");
  const next = Phase[event.phase] ?? "";
  if (current === next && event.phaseVersion <= version) {
    throw alreadyExists(
      `have already recorded task execution phase ${next} (version: ${event.phaseVersion}) for ${taskExecutionText(id)}`,
    );
  }
  if ([...TERMINAL].some((phase) => Phase[phase] === current)) {
    throw inTerminalState(
      `invalid phase change from ${current} to ${next} for task execution ${taskExecutionText(id)}`,
      next,
    );
  }
}

function newClosure(event: TaskExecutionEvent): TaskExecutionClosure {
  const at = event.occurredAt ?? now();
  return create(TaskExecutionClosureSchema, {
    phase: event.phase,
    createdAt: at,
    logs: event.logs,
    reason: lastReason(event),
    reasons: reasonsOf(event),
    taskType: event.taskType,
    eventVersion: event.eventVersion,
    ...(event.customInfo === undefined ? {} : { customInfo: event.customInfo }),
    ...(event.metadata === undefined ? {} : { metadata: event.metadata }),
  });
}

function update(closure: TaskExecutionClosure, event: TaskExecutionEvent): void {
  closure.phase = event.phase;
  closure.logs = mergeLogs(closure.logs, event);
  closure.reason = lastReason(event) || closure.reason;
  closure.reasons = [...closure.reasons, ...reasonsOf(event)];
  closure.eventVersion = event.eventVersion;
  if (event.customInfo !== undefined) closure.customInfo = { ...closure.customInfo, ...event.customInfo };
  if (event.metadata !== undefined) closure.metadata = mergeResources(closure.metadata, event.metadata);
}

const lastReason = (event: TaskExecutionEvent): string => event.reasons.at(-1)?.reason || event.reason;

/** Reasons only ever grow, and may repeat. */
function reasonsOf(event: TaskExecutionEvent) {
  const at = event.occurredAt ?? now();
  if (event.reasons.length > 0) {
    return event.reasons.map(({ reason, occurredAt }) =>
      create(ReasonSchema, { message: reason, occurredAt: occurredAt ?? at }),
    );
  }
  return event.reason === "" ? [] : [create(ReasonSchema, { message: event.reason, occurredAt: at })];
}

/** New links come behind the known ones; a known link is overwritten. Some links show only while pending, or until the end. */
function mergeLogs(known: readonly TaskLog[], event: TaskExecutionEvent): TaskLog[] {
  const merged = [...known];
  for (const log of event.logs) {
    const index = merged.findIndex((each) => each.uri === log.uri && each.name === log.name);
    if (index === -1) merged.push(log);
    else if (!equals(TaskLogSchema, merged[index] ?? log, log)) merged[index] = log;
  }
  const isPending = event.phase === Phase.QUEUED || event.phase === Phase.INITIALIZING;
  return merged.filter((log) => {
    if (isPending) return log.ShowWhilePending;
    return !(TERMINAL.has(event.phase) && log.HideOnceFinished);
  });
}

function applyTimes(closure: TaskExecutionClosure, event: TaskExecutionEvent): void {
  const at = event.occurredAt ?? now();
  closure.updatedAt = event.reportedAt ?? at;
  if (event.phase === Phase.RUNNING && closure.startedAt === undefined) closure.startedAt = at;
  if (TERMINAL.has(event.phase) && closure.startedAt !== undefined) closure.duration = between(closure.startedAt, at);
}

function takeResult({ objects }: AdminContext, closure: TaskExecutionClosure, event: TaskExecutionEvent): void {
  const { case: kind, value } = event.outputResult;
  if (kind === "outputUri" && value !== "") closure.outputResult = { case: "outputUri", value };
  if (kind === "error") closure.outputResult = { case: "error", value };
  if (kind === "outputData") {
    const uri = `${folderOf(objects.prefix, event)}/offloaded_outputs`;
    objects.put(uri, toBinary(LiteralMapSchema, value));
    closure.outputResult = { case: "outputUri", value: uri };
  }
}

function folderOf(prefix: string, { parentNodeExecutionId, retryAttempt }: TaskExecutionEvent): string {
  const [project, domain, name, nodeId] = nodeColumns(parentNodeExecutionId);
  return `${prefix}/metadata/admin/${project}/${domain}/${name}/${encodeURIComponent(nodeId)}/${retryAttempt}`;
}

/** Start, last update and duration as columns; a time that is not known is `at`, except the start. */
function timeColumns({ startedAt, updatedAt, duration }: TaskExecutionClosure, at: number): (number | null)[] {
  return [
    startedAt === undefined ? null : toMicros(startedAt),
    updatedAt === undefined ? at : toMicros(updatedAt),
    duration === undefined ? 0 : toNanos(duration),
  ];
}

function save(
  { store, objects }: AdminContext,
  id: TaskExecutionIdentifier,
  known: Row | null,
  event: TaskExecutionEvent,
  closure: TaskExecutionClosure,
): void {
  const at = nowMicros();
  const inputUri = inputUriOf(objects, event, known);
  const bytes = closureBytes(closure);
  const shared = [at, Phase[closure.phase] ?? "", event.phaseVersion, inputUri, bytes, ...timeColumns(closure, at)];
  if (known !== null) {
    store.run(
      `UPDATE task_executions SET updated_at = ?, phase = ?, phase_version = ?, input_uri = ?, closure = ?, started_at = ?,
         task_execution_updated_at = ?, duration = ? WHERE id = ?`,
      [...shared, numberOf(known, "id")],
    );
    if (!TERMINAL.has(closure.phase)) rememberClosure(store, known, closure, bytes);
    return;
  }
  store.run(
    `INSERT INTO task_executions (updated_at, phase, phase_version, input_uri, closure, started_at,
       task_execution_updated_at, duration, created_at, task_execution_created_at, project, domain, name, version,
       execution_project, execution_domain, execution_name, node_id, retry_attempt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...shared,
      at,
      closure.createdAt === undefined ? at : toMicros(closure.createdAt),
      ...entityColumns(id.taskId),
      ...nodeColumns(id.nodeExecutionId),
      id.retryAttempt,
    ],
  );
}

function inputUriOf(objects: AdminContext["objects"], event: TaskExecutionEvent, known: Row | null): string {
  const { case: kind, value } = event.inputValue;
  if (kind === "inputUri" && value !== "") return value;
  if (kind !== "inputData") return known === null ? "" : textOf(known, "input_uri");
  const uri = `${folderOf(objects.prefix, event)}/offloaded_inputs`;
  objects.put(uri, toBinary(LiteralMapSchema, value));
  return uri;
}
