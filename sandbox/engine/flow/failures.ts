import { create } from "@bufbuild/protobuf";
import {
  type ExecutionError,
  ExecutionErrorSchema,
  ExecutionError_ErrorKind as Kind,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";

/** A node, and with it the graph around it, has failed for good. */
export class NodeFailure extends Error {
  constructor(
    readonly error: ExecutionError,
    /** Whether another attempt may help. */
    readonly recoverable = false,
  ) {
    super(error.message);
  }
}

/** Work that was stopped from outside: by a person, by a sibling's failure or by a timeout. */
export class Aborted extends Error {}

/** The process ends: nothing may be reported, so that the next start goes on from the rows. */
export class Closed extends Error {}

export const WORKFLOW_ABORTED = "Workflow aborted.";
export const SIBLING_FAILED = "Some node execution failed, auto-abort.";

export function userError(code: string, message: string): ExecutionError {
  return create(ExecutionErrorSchema, { code, message, kind: Kind.USER });
}

export function abortedError(message: string): ExecutionError {
  return create(ExecutionErrorSchema, { code: "NodeAborted", message });
}

/** What is left of the last attempt's error when no further attempt is allowed. */
export function retriesExhausted(last: ExecutionError, attempt: number, most: number): ExecutionError {
  const kind = Kind[last.kind];
  return userError(
    `RetriesExhausted|${last.code}`,
    `[${attempt}/${most}] currentAttempt done. Last Error: ${kind}::${last.message}`,
  );
}

/** What the engine says when something in it, not in the user's code, broke. */
export function systemError(cause: unknown): ExecutionError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return create(ExecutionErrorSchema, { code: "RuntimeExecutionError", message, kind: Kind.SYSTEM });
}

/** Inside a worker: the engine no longer wants this task's result. */
export class Cancelled extends Error {}

/** Why a child execution is terminated with its parent. */
export function cascadeCause(parent: string, reason: string): string {
  return `cascading abort as parent execution id [${parent}] aborted, reason [${reason}]`;
}
