import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  type ExecutionClosure,
  ExecutionClosureSchema,
  LiteralMapBlobSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { WorkflowExecutionEvent } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import { bytesOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { alreadyExists, failedPrecondition, inTerminalState, invalid } from "../errors";
import { executionRow, hasEnded, saveClosure } from "../executions/execution-rows";
import { executionText } from "../text/id-text";
import { between, now, nowMicros } from "../time";

/** Moves an execution on, or refuses to: FlyteAdmin's rules for CreateWorkflowEvent, neither more nor less. */
export function workflowEvent(context: AdminContext, event: WorkflowExecutionEvent): void {
  if (event.executionId === undefined) throw invalid("missing execution_id");
  const row = executionRow(context, event.executionId);
  const closure = fromBinary(ExecutionClosureSchema, bytesOf(row, "closure"));
  refuseChange(closure.phase, event);
  const at = event.occurredAt ?? now();
  closure.phase = event.phase;
  closure.updatedAt = at;
  if (event.phase === Phase.RUNNING) closure.startedAt = at;
  if (hasEnded(event.phase) && closure.startedAt !== undefined) closure.duration = between(closure.startedAt, at);
  takeResult(context, closure, event);
  const abortCause = closure.outputResult.case === "abortMetadata" ? closure.outputResult.value.cause : undefined;
  saveClosure(context, row, closure, {
    updatedAtMicros: nowMicros(),
    ...(abortCause === undefined ? {} : { abortCause }),
  });
}

function refuseChange(current: Phase, event: WorkflowExecutionEvent): void {
  const id = event.executionId === undefined ? "" : executionText(event.executionId);
  const [from, to] = [Phase[current], Phase[event.phase]];
  if (event.phase !== Phase.QUEUED && event.phase === current) {
    throw alreadyExists(`This phase ${to} was already recorded for workflow execution ${id}`);
  }
  if (hasEnded(current)) {
    throw inTerminalState(`Invalid phase change from ${from} to ${to} for workflow execution ${id}`, from ?? "");
  }
  const isBack = current === Phase.RUNNING && event.phase === Phase.QUEUED;
  const revives = current === Phase.ABORTING && !hasEnded(event.phase);
  if (isBack || revives) {
    throw failedPrecondition(`Cannot go from ${from} to ${to} for workflow execution ${id}`);
  }
}

/** A failing execution shows its error before it has failed. Outputs sent inline are moved to the object store. */
function takeResult(
  context: AdminContext,
  closure: ExecutionClosure,
  { phase, outputResult, executionId }: WorkflowExecutionEvent,
): void {
  if (outputResult.case === "error" && (phase === Phase.FAILING || hasEnded(phase))) {
    if (phase !== Phase.ABORTED) closure.outputResult = { case: "error", value: outputResult.value };
  } else if (outputResult.case === "outputUri") {
    closure.outputResult = outputsAt(outputResult.value);
  } else if (outputResult.case === "outputData" && executionId !== undefined) {
    const uri = `${context.objects.prefix}/metadata/${executionId.project}/${executionId.domain}/${executionId.name}/offloaded_outputs`;
    context.objects.put(uri, toBinary(LiteralMapSchema, outputResult.value));
    closure.outputResult = outputsAt(uri);
  }
}

const outputsAt = (uri: string): ExecutionClosure["outputResult"] => ({
  case: "outputs",
  value: create(LiteralMapBlobSchema, { data: { case: "uri", value: uri } }),
});
