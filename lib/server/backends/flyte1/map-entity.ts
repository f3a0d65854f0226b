import "server-only";
import type { EntityName, LaunchPlan, Project, WorkflowVersion } from "@/lib/core/entity";
import type { ConnectionName, ScopeRef } from "@/lib/core/refs";
import type { Parameter, Variable } from "@/lib/core/value";
import type * as common from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import * as pb from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import type * as project from "@/lib/flyteidl/gen/flyteidl/admin/project_pb";
import { FixedRateUnit, type Schedule } from "@/lib/flyteidl/gen/flyteidl/admin/schedule_pb";
import type { Workflow } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import type { Parameter as WireParameter } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { toWorkflowGraph } from "./map-graph";
import { toEntityRef } from "./map-ref";
import { toValueType, toVariables } from "./map-type";
import { toNamedValues, toValue } from "./map-value";
import { typeOfValue } from "./type-of-value";
import { toMs } from "./wire-time";

export function toProject({ id, name, description, domains }: project.Project): Project {
  return {
    id,
    name: name || id,
    description,
    domains: domains.map((domain) => ({ id: domain.id, name: domain.name || domain.id })),
  };
}

export function toEntityName({ id, metadata }: common.NamedEntity, connection: ConnectionName): EntityName {
  const scope: ScopeRef = { connection, project: id?.project ?? "", domain: id?.domain ?? "" };
  return { scope, name: id?.name ?? "", description: metadata?.description ?? "" };
}

export function toWorkflowVersion({ id, closure }: Workflow, connection: ConnectionName): WorkflowVersion {
  return {
    ref: toEntityRef(id, "workflow", connection),
    createdMs: toMs(closure?.createdAt),
    graph: toWorkflowGraph(closure?.compiledWorkflow, connection),
  };
}

/** A launch plan with all inputs of its workflow: those it fixes are not among those that Flyte expects. */
export function toLaunchPlan({ id, spec, closure }: pb.LaunchPlan, connection: ConnectionName): LaunchPlan {
  const expected = Object.entries(closure?.expectedInputs?.parameters ?? {});
  const fixed = toNamedValues(spec?.fixedInputs);
  const parameters = [
    ...expected.map(([name, parameter]) => toParameter(name, parameter)),
    ...fixed.map(({ name, value }): Parameter => {
      return { name, type: typeOfValue(value), description: "", binding: "fixed", value };
    }),
  ];
  return {
    ref: toEntityRef(id, "launch_plan", connection),
    workflow: toEntityRef(spec?.workflowId, "workflow", connection),
    active: closure?.state === pb.LaunchPlanState.ACTIVE,
    createdMs: toMs(closure?.createdAt),
    parameters: parameters.sort((a, b) => (a.name < b.name ? -1 : 1)),
    outputs: toVariables(closure?.expectedOutputs),
    schedule: toSchedule(spec?.entityMetadata?.schedule?.ScheduleExpression),
  };
}

/** Inputs that an artifact query fills are required here: nothing of Flyte 1 without a paid service answers them. */
function toParameter(name: string, { var: of, behavior }: WireParameter): Parameter {
  const variable: Variable = { name, type: toValueType(of?.type), description: of?.description ?? "" };
  return behavior.case === "default"
    ? { ...variable, binding: "default", value: toValue(behavior.value) }
    : { ...variable, binding: "required" };
}

const RATE_UNITS: Readonly<Record<FixedRateUnit, string>> = {
  [FixedRateUnit.MINUTE]: "minute",
  [FixedRateUnit.HOUR]: "hour",
  [FixedRateUnit.DAY]: "day",
};

function toSchedule(schedule: Schedule["ScheduleExpression"] | undefined): LaunchPlan["schedule"] {
  switch (schedule?.case) {
    case "cronExpression":
      return schedule.value === "" ? null : { kind: "cron", expression: schedule.value };
    case "cronSchedule":
      return { kind: "cron", expression: schedule.value.schedule };
    case "rate":
      return { kind: "rate", value: schedule.value.value, unit: RATE_UNITS[schedule.value.unit] ?? "unknown" };
    case undefined:
      return null;
  }
}
