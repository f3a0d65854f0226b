import type { Problem } from "@/lib/core/errors";
import type { Execution } from "@/lib/core/execution";
import type { ExecutionRef } from "@/lib/core/refs";
import type { DataOfRun } from "@/lib/core/value";

export const MIN_COMPARED_RUNS = 2;
export const MAX_COMPARED_RUNS = 20;

/** One run of a comparison; a run that cannot be read does not take the others down. */
export type ComparedRun =
  | { state: "loaded"; ref: ExecutionRef; execution: Execution; data: DataOfRun }
  | { state: "failed"; ref: ExecutionRef; problem: Problem };
