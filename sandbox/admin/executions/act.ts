import { create, fromBinary } from "@bufbuild/protobuf";
import {
  AbortMetadataSchema,
  ExecutionClosureSchema,
  ExecutionCreateRequestSchema,
  ExecutionMetadata_ExecutionMode,
  ExecutionMetadataSchema,
  type ExecutionRecoverRequest,
  type ExecutionRelaunchRequest,
  ExecutionSpecSchema,
  type ExecutionTerminateRequest,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { WorkflowExecution_Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { bytesOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { readLiterals } from "../data";
import { inTerminalState, invalid } from "../errors";
import { nowMicros } from "../time";
import { createExecution } from "./create";
import { executionRow, hasEnded, requireExecutionId, saveClosure } from "./execution-rows";

export function relaunchExecution(
  context: AdminContext,
  request: ExecutionRelaunchRequest,
): WorkflowExecutionIdentifier {
  return again(context, request.id, request.name, ExecutionMetadata_ExecutionMode.RELAUNCH, {
    overwriteCache: request.overwriteCache,
  });
}

/** Whatever the phase of the execution that is recovered. */
export function recoverExecution(context: AdminContext, request: ExecutionRecoverRequest): WorkflowExecutionIdentifier {
  return again(context, request.id, request.name, ExecutionMetadata_ExecutionMode.RECOVERED, {}, request.metadata);
}

function again(
  context: AdminContext,
  id: WorkflowExecutionIdentifier | undefined,
  name: string,
  mode: ExecutionMetadata_ExecutionMode,
  changes: { overwriteCache?: boolean },
  metadata?: ExecutionRecoverRequest["metadata"],
): WorkflowExecutionIdentifier {
  if (id === undefined || id.project === "") throw invalid("missing project");
  requireExecutionId(id);
  const row = executionRow(context, id);
  const spec = fromBinary(ExecutionSpecSchema, bytesOf(row, "spec"));
  spec.metadata ??= create(ExecutionMetadataSchema);
  spec.metadata.mode = mode;
  spec.metadata.referenceExecution = id;
  if (metadata?.parentNodeExecution !== undefined) spec.metadata.parentNodeExecution = metadata.parentNodeExecution;
  spec.overwriteCache = changes.overwriteCache ?? spec.overwriteCache;
  return createExecution(
    context,
    create(ExecutionCreateRequestSchema, {
      project: id.project,
      domain: id.domain,
      name,
      spec,
      inputs: readLiterals(context, textOf(row, "user_inputs_uri")),
    }),
  );
}

/** ABORTING at once; ABORTED when the engine has stopped everything. A second call overwrites the cause. */
export function terminateExecution(context: AdminContext, { id, cause }: ExecutionTerminateRequest): void {
  requireExecutionId(id);
  const row = executionRow(context, id);
  const closure = fromBinary(ExecutionClosureSchema, bytesOf(row, "closure"));
  if (hasEnded(closure.phase)) {
    throw inTerminalState(
      "Cannot abort an already terminated workflow execution",
      WorkflowExecution_Phase[closure.phase] ?? "",
    );
  }
  closure.phase = WorkflowExecution_Phase.ABORTING;
  closure.outputResult = { case: "abortMetadata", value: create(AbortMetadataSchema, { cause }) };
  saveClosure(context, row, closure, { abortCause: cause, updatedAtMicros: nowMicros() });
  context.engine.abort(id, cause);
}
