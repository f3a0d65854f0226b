import { createHash } from "node:crypto";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  ExecutionCreateRequestSchema,
  ExecutionMetadata_ExecutionMode as Mode,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { LaunchPlan } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { clockMs } from "@/sandbox/clock";
import type { AdminPort } from "@/sandbox/contract";
import { timestampMs } from "@/sandbox/engine/flow/time";
import { literalMap, primitive } from "@/sandbox/engine/values/literals";
import { nextFiring } from "./due";

const TICK_MS = 1_000;

const key = ({ id }: LaunchPlan): string => `schedule/${id?.project}/${id?.domain}/${id?.name}/${id?.version}`;

/**
 * Flyte's scheduler: starts the active version of each scheduled launch plan at its times, once each. What fired last is
 * remembered in the engine's state. Answers how to stop.
 */
export function startScheduler(admin: AdminPort): () => void {
  const timer = setInterval(() => fireDue(admin, clockMs()), TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Starts what is due at `nowMs`. Of firings that a stopped sandbox missed only the last is made up for. Answers the names of
 * the executions.
 */
export function fireDue(admin: AdminPort, nowMs: number): string[] {
  return admin.scheduled().flatMap((plan) => {
    const schedule = plan.spec?.entityMetadata?.schedule;
    const known = admin.state.get(key(plan));
    const sinceMs = timestampMs(plan.closure?.updatedAt);
    const lastMs = known === null ? sinceMs : Math.max(sinceMs, Number(Buffer.from(known).toString("utf8")));
    if (schedule === undefined) return [];
    let dueMs: number | null = null;
    for (
      let next = nextFiring(schedule, sinceMs, lastMs);
      next !== null && next <= nowMs;
      next = nextFiring(schedule, sinceMs, next)
    )
      dueMs = next;
    if (dueMs === null) return [];
    admin.state.put(key(plan), Buffer.from(String(dueMs)));
    return fire(admin, plan, dueMs);
  });
}

function fire(admin: AdminPort, plan: LaunchPlan, atMs: number): string[] {
  const { id, spec } = plan;
  if (id === undefined) return [];
  const kickoff = spec?.entityMetadata?.schedule?.kickoffTimeInputArg ?? "";
  const scheduledAt = timestampFromMs(atMs);
  const time = primitive({ case: "datetime", value: scheduledAt });
  // As Flyte's: the same firing has the same name, so it cannot happen twice.
  const name = `f${createHash("md5")
    .update(`${key(plan)}/${atMs}`)
    .digest("hex")
    .slice(0, 19)}`;
  try {
    admin.createExecution(
      create(ExecutionCreateRequestSchema, {
        project: id.project,
        domain: id.domain,
        name,
        inputs: literalMap(kickoff === "" ? {} : { [kickoff]: time }),
        spec: { launchPlan: id, metadata: { mode: Mode.SCHEDULED, scheduledAt } },
      }),
    );
    return [name];
  } catch (cause) {
    // A concurrency limit, or a name that is taken: this firing is left out, as Flyte leaves it out.
    process.stderr.write(`schedule: ${id.name}: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    return [];
  }
}
