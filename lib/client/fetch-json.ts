import { PROBLEM_CODES, type Problem, type ProblemCode } from "@/lib/core/errors";

/** A failure that the BFF, or the way to it, reported. `status` is 0 when nothing answered at all. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly status: number;

  constructor(problem: Problem, status: number, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = "ProblemError";
    this.problem = problem;
    this.status = status;
  }
}

/** What to show for anything that was thrown: nothing of an unknown error is told but that it happened. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: "internal", message: "The page failed unexpectedly", requestId: null };
}

type JsonRequest = {
  method?: "GET" | "POST";
  body?: unknown;
  signal?: AbortSignal;
  keepalive?: boolean;
  headers?: Record<string, string>;
};

/**
 * Asks the BFF and answers its JSON, whose shape both sides share as `T`. Throws `ProblemError`: with the BFF's problem
 * when it sent one, `unavailable` when it could not be reached. An abort is thrown on as it is.
 */
export async function fetchJson<T>(url: string, { body, ...init }: JsonRequest = {}): Promise<T> {
  const response = await send(url, {
    ...init,
    ...(body !== undefined && { body: JSON.stringify(body), method: init.method ?? "POST" }),
    headers: {
      accept: "application/json",
      ...init.headers,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
  });
  if (!response.ok) throw await toProblemError(response);
  if (response.status === 204) return emptyAnswer<T>();
  try {
    const answer: T = await response.json();
    return answer;
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    const problem: Problem = {
      code: "internal",
      message: "The console's server sent an answer that is not JSON",
      requestId: response.headers.get("x-request-id"),
    };
    throw new ProblemError(problem, response.status, { cause });
  }
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    const problem: Problem = { code: "unavailable", message: "The console's server does not answer", requestId: null };
    throw new ProblemError(problem, 0, { cause });
  }
}

/** 204 is only asked for with `T` void or unknown. */
function emptyAnswer<T>(): T {
  const nothing: T = JSON.parse("null");
  return nothing;
}

async function toProblemError(response: Response): Promise<ProblemError> {
  const requestId = response.headers.get("x-request-id");
  const body: unknown = await response.json().catch(() => null);
  const problem = readProblem(body) ?? { code: codeOfStatus(response.status), message: sentence(response), requestId };
  return new ProblemError({ ...problem, requestId: problem.requestId ?? requestId }, response.status);
}

const sentence = (response: Response) => `The console's server answered ${response.status} without a problem body`;

/** A proxy between browser and BFF answers with its own pages; its status is all there is. */
function codeOfStatus(status: number): ProblemCode {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 413) return "too_large";
  if (status === 504) return "timeout";
  return status === 502 || status === 503 ? "unavailable" : "internal";
}

function readProblem(body: unknown): Problem | null {
  if (!isRecord(body) || !isRecord(body.problem)) return null;
  const { code, message, requestId, fields } = body.problem;
  const known = PROBLEM_CODES.find((each) => each === code);
  if (known === undefined || typeof message !== "string") return null;
  return {
    code: known,
    message,
    requestId: typeof requestId === "string" ? requestId : null,
    ...(isRecord(fields) && { fields: Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, String(v)])) }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
