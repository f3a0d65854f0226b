import "server-only";
import { Code, ConnectError } from "@connectrpc/connect";
import { ContrailError, type ProblemCode } from "@/lib/core/errors";

const PROBLEM_OF_CODE: Readonly<Record<Code, ProblemCode>> = {
  [Code.Canceled]: "unavailable",
  [Code.Unknown]: "internal",
  [Code.InvalidArgument]: "invalid",
  [Code.DeadlineExceeded]: "timeout",
  [Code.NotFound]: "not_found",
  [Code.AlreadyExists]: "conflict",
  [Code.PermissionDenied]: "forbidden",
  [Code.ResourceExhausted]: "too_large",
  [Code.FailedPrecondition]: "conflict",
  [Code.Aborted]: "conflict",
  [Code.OutOfRange]: "invalid",
  [Code.Unimplemented]: "unsupported",
  [Code.Internal]: "internal",
  [Code.Unavailable]: "unavailable",
  [Code.DataLoss]: "internal",
  [Code.Unauthenticated]: "unauthenticated",
};

const SENTENCES: Readonly<Record<ProblemCode, string>> = {
  unauthenticated: "Flyte asks who you are: sign in again.",
  forbidden: "Flyte does not allow this.",
  not_found: "Flyte does not know this.",
  invalid: "Flyte refused the request.",
  conflict: "Flyte refused the request, as it does not fit the present state.",
  too_large: "The answer is larger than Flyte or this console may send.",
  unsupported: "This Flyte does not offer this.",
  unavailable: "Flyte cannot be reached.",
  timeout: "Flyte did not answer in time.",
  internal: "Flyte failed to answer.",
};

/** Codes whose text Flyte wrote for the caller; other texts may speak of its insides. */
const FLYTES_OWN_WORDS: ReadonlySet<ProblemCode> = new Set(["invalid", "conflict", "not_found"]);

/** Node's code of a failed connection (`ECONNRESET`, `ERR_HTTP2_…`) anywhere below the error. */
function connectionCode(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return null;
}

/** A session that dies resets its streams, which reads as cancelled, though no caller cancelled anything. */
const CONNECTION_CODES: ReadonlySet<Code> = new Set([Code.Unavailable, Code.Canceled]);

/** True when the connection failed, so that the call may not have been answered by Flyte at all. */
export function isConnectionFailure(error: unknown): boolean {
  return connectionCode(error) !== null || (error instanceof ConnectError && CONNECTION_CODES.has(error.code));
}

/** True when the deadline passed, here or at Flyte. */
export const isTimeout = (error: unknown): boolean =>
  error instanceof ConnectError && error.code === Code.DeadlineExceeded;

function problemCode(error: unknown): ProblemCode {
  if (isTimeout(error)) return "timeout";
  if (connectionCode(error) !== null) return "unavailable";
  return error instanceof ConnectError ? PROBLEM_OF_CODE[error.code] : "internal";
}

/** Any failure of a call as one of the closed list. It is told by codes alone, never by text. */
export function toContrailError(error: unknown): ContrailError {
  if (error instanceof ContrailError) return error;
  const code = problemCode(error);
  const own = error instanceof ConnectError && FLYTES_OWN_WORDS.has(code) ? error.rawMessage : "";
  return new ContrailError(code, own === "" ? SENTENCES[code] : own, { cause: error });
}
