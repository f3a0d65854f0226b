import "server-only";
import { ContrailError, type Problem, type ProblemCode } from "@/lib/core/errors";
import { log } from "@/lib/server/log";

const STATUS: Record<ProblemCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  too_large: 413,
  unsupported: 501,
  unavailable: 503,
  timeout: 504,
  internal: 500,
};

/** What a browser may know of a failure. Anything but a `ContrailError` is `internal` and tells nothing of itself. */
export function toProblem(error: unknown, requestId: string | null): Problem {
  if (!(error instanceof ContrailError)) return { code: "internal", message: "Contrail failed to answer.", requestId };
  const { code, message, fields } = error;
  return fields === undefined ? { code, message, requestId } : { code, message, requestId, fields };
}

/** The one shape of a failed answer: `{ problem }` with the status of its code. */
function problemResponse(problem: Problem): Response {
  return Response.json(
    { problem },
    { status: STATUS[problem.code], headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" } },
  );
}

/** Logs the cause under the request id and answers the problem. `internal` is our own fault, so it is loud. */
export function failedResponse(error: unknown, request: Request, requestId: string): Response {
  const problem = toProblem(error, requestId);
  const { code, message } = problem;
  const about = { requestId, method: request.method, path: new URL(request.url).pathname, code };
  if (code === "internal") log().error({ ...about, error }, "request failed");
  else log().info({ ...about, message, cause: error instanceof Error ? error.cause : undefined }, "request refused");
  return problemResponse(problem);
}
