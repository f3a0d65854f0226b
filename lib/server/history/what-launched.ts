import "server-only";
import type { ExecutionListQuery } from "@/lib/contract/executions";
import type { Execution } from "@/lib/core/execution";

/** Asks for the newest runs of what a run launched, created before `createdBeforeMs`. */
export function earlierRuns(
  { ref, launched }: Execution,
  part: Pick<ExecutionListQuery, "phase" | "limit"> & { createdBeforeMs: number },
): ExecutionListQuery {
  return {
    scope: ref,
    launched: { kind: launched.kind, name: launched.name },
    name: "",
    workflow: "",
    sort: "created",
    descending: true,
    token: null,
    ...part,
  };
}
