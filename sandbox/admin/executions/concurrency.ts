import type { LaunchPlan } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { numberOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { alreadyExists } from "../errors";

/** Counts the running executions of all versions of the plan; those that have not begun are not counted. */
export function refuseOverLimit({ store }: AdminContext, { id, spec }: LaunchPlan): void {
  const limit = spec?.concurrencyPolicy?.max ?? 0;
  if (limit === 0 || id === undefined) return;
  const row = store.get(
    `SELECT COUNT(*) AS running FROM executions JOIN launch_plans ON executions.launch_plan_id = launch_plans.id
     WHERE launch_plans.project = ? AND launch_plans.domain = ? AND launch_plans.name = ?
       AND executions.phase IN ('QUEUED', 'RUNNING')`,
    [id.project, id.domain, id.name],
  );
  if (row !== null && numberOf(row, "running") >= limit) {
    throw alreadyExists(`concurrency limit (${limit}) reached for launch plan ${id.name}; skipping execution`);
  }
}
