"use client";

import { useQuery } from "@tanstack/react-query";
import { launchPlanQuery } from "@/lib/client/queries/launch-plan";
import { launchPlanVersionsQuery } from "@/lib/client/queries/launch-plan-versions";
import { taskQuery } from "@/lib/client/queries/task";
import type { LaunchPlan } from "@/lib/core/entity";
import type { EntityRef } from "@/lib/core/refs";
import type { Parameter, Variable } from "@/lib/core/value";

/** What is launched and what it asks for. */
export type LaunchTarget = { entity: EntityRef; parameters: Parameter[] };

export type LaunchVersions = { items: LaunchPlan[]; hasMore: boolean };

/** Asked for nothing: the queries below are disabled with it, as hooks cannot be left out. */
const NOTHING: EntityRef = { connection: "", kind: "launch_plan", project: "", domain: "", name: "", version: "" };

/**
 * Reads what was chosen: an empty version of a launch plan is its newest. `versions` is null while none are known, and
 * for tasks.
 */
export function useLaunchTarget(named: EntityRef | null) {
  const listed = useVersions(named);
  const version = named?.version || listed.versions?.items[0]?.ref.version;
  const entity = named === null || version === undefined ? null : { ...named, version };
  const asked = useParameters(entity);
  const target: LaunchTarget | null =
    entity === null || asked.parameters === undefined ? null : { entity, parameters: asked.parameters };
  return {
    target,
    version: version ?? "",
    versions: listed.versions,
    error: asked.error ?? listed.error,
    retry: () => {
      asked.retry();
      listed.retry();
    },
  };
}

function useVersions(named: EntityRef | null) {
  const ref = named?.kind === "launch_plan" ? named : null;
  const query = useQuery({ ...launchPlanVersionsQuery(ref ?? NOTHING, ref?.name ?? ""), enabled: ref !== null });
  const page = query.data;
  const versions: LaunchVersions | null =
    page === undefined ? null : { items: page.items, hasMore: page.nextToken !== null };
  return { versions, error: query.error, retry: () => void (ref !== null && query.refetch()) };
}

function useParameters(entity: EntityRef | null) {
  const isPlan = entity?.kind === "launch_plan";
  const isTask = entity?.kind === "task";
  const plan = useQuery({ ...launchPlanQuery(entity ?? NOTHING), enabled: isPlan });
  const task = useQuery({ ...taskQuery(entity ?? NOTHING), enabled: isTask });
  return isTask
    ? { parameters: task.data?.inputs.map(required), error: task.error, retry: () => void task.refetch() }
    : { parameters: plan.data?.parameters, error: plan.error, retry: () => void (isPlan && plan.refetch()) };
}

/** A task has no defaults of its own. */
const required = (variable: Variable): Parameter => ({ ...variable, binding: "required" });
