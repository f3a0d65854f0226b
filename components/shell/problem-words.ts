import type { ProblemCode } from "@/lib/core/errors";

const TITLES: Record<ProblemCode, string> = {
  unauthenticated: "Flyte asks who you are",
  forbidden: "You may not see this",
  not_found: "Not found",
  invalid: "The question is malformed",
  conflict: "That is no longer possible",
  too_large: "Too large to read",
  unsupported: "This Flyte cannot do that",
  unavailable: "No answer from Flyte",
  timeout: "Flyte took too long",
  internal: "The page failed",
};

/** A heading for a failure of this kind. */
export const problemTitle = (code: ProblemCode): string => TITLES[code];
