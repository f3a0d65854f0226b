import "server-only";
import type { ErrorKind, FlyteError } from "@/lib/core/execution";
import { type ExecutionError, ExecutionError_ErrorKind } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";

/**
 * FlyteAdmin cuts errors to 100 bytes in lists of executions and nodes, never in those of task executions. Cut texts of
 * 94 bytes were recorded too, so anything near the limit may be cut.
 */
const MAY_BE_CUT_BYTES = 90;

const KINDS: Readonly<Record<ExecutionError_ErrorKind, ErrorKind>> = {
  [ExecutionError_ErrorKind.UNKNOWN]: "unknown",
  [ExecutionError_ErrorKind.USER]: "user",
  [ExecutionError_ErrorKind.SYSTEM]: "system",
};

/** How a message was read: lists of executions and nodes cut long errors, reads of one do not. */
export type ReadFrom = "list" | "get";

export function toFlyteError(error: ExecutionError, from: ReadFrom): FlyteError {
  return {
    code: error.code,
    message: error.message,
    kind: KINDS[error.kind] ?? "unknown",
    cut: from === "list" && Buffer.byteLength(error.message) >= MAY_BE_CUT_BYTES,
  };
}
