/** The closed list of what can go wrong between a page and Flyte. Each layer translates into it; none matches text. */
export const PROBLEM_CODES = [
  "unauthenticated",
  "forbidden",
  "not_found",
  "invalid",
  "conflict",
  "too_large",
  "unsupported",
  "unavailable",
  "timeout",
  "internal",
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/**
 * What the browser is told of a failure: `message` is safe to show; for `invalid` and `conflict` it is Flyte's own
 * sentence. `fields` names the inputs at fault where that is known (path → sentence).
 */
export type Problem = {
  code: ProblemCode;
  message: string;
  requestId: string | null;
  fields?: Record<string, string>;
};

const BRAND = Symbol.for("contrail.error");

/** A failure with a code of the closed list. `cause` is for the log, never for the browser. */
export class ContrailError extends Error {
  /**
   * Pages and handlers are bundled apart, so one process may hold this class twice while both share one backend: an
   * error counts by its mark, not by the copy of the class that made it.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly code: ProblemCode;
  readonly fields: Record<string, string> | undefined;

  constructor(code: ProblemCode, message: string, options: { cause?: unknown; fields?: Record<string, string> } = {}) {
    super(message, { cause: options.cause });
    this.name = "ContrailError";
    this.code = code;
    this.fields = options.fields;
  }
}
