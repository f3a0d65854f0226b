import { z } from "zod";
import { MAX_COMPARED_RUNS, MIN_COMPARED_RUNS } from "@/lib/core/compare/run-limits";
import type { Problem } from "@/lib/core/errors";
import type { Execution } from "@/lib/core/execution";
import { DEFAULT_CONNECTION, type ExecutionRef, executionKey } from "@/lib/core/refs";
import type { DataOfRun } from "@/lib/core/value";
import { parseRunParam } from "@/lib/url/paths";

const run = z.string().transform((text, context): ExecutionRef => {
  const ref = parseRunParam(text, DEFAULT_CONNECTION);
  if (ref !== null) return ref;
  context.addIssue({ code: "custom", message: "must be project/domain/name" });
  return z.NEVER;
});

/** `?run=P/D/E&run=P/D/E…`; a run that is named twice is one run. */
export const compareSearch = z.object({
  run: z
    .preprocess((value) => (typeof value === "string" ? [value] : value), z.array(run).max(MAX_COMPARED_RUNS))
    .transform((runs) => [...new Map(runs.map((ref) => [executionKey(ref), ref])).values()])
    .refine((runs) => runs.length >= MIN_COMPARED_RUNS, `must name at least ${MIN_COMPARED_RUNS} runs`),
});

/** One run of a comparison; a run that cannot be read does not take the others down. */
export type ComparedRun =
  | { state: "loaded"; ref: ExecutionRef; execution: Execution; data: DataOfRun }
  | { state: "failed"; ref: ExecutionRef; problem: Problem };
