import { create, equals, fromBinary, toBinary } from "@bufbuild/protobuf";
import type { ResourceListRequest } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import {
  type ActiveLaunchPlanListRequest,
  type ActiveLaunchPlanRequest,
  type LaunchPlan,
  LaunchPlanClosureSchema,
  type LaunchPlanCreateRequest,
  type LaunchPlanList,
  LaunchPlanListSchema,
  type LaunchPlanSpec,
  LaunchPlanSpecSchema,
  LaunchPlanState,
  type LaunchPlanUpdateRequest,
} from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { type Identifier, IdentifierSchema } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import {
  type Parameter,
  type ParameterMap,
  ParameterMapSchema,
  ParameterSchema,
  type TypedInterface,
  TypedInterfaceSchema,
  type Variable,
} from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { bytesOf, numberOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { alreadyExists, invalid, missingEntity, notFound } from "../errors";
import { listRows, requireLimit } from "../lists/list-rows";
import { requireScope } from "../projects";
import { entityText } from "../text/id-text";
import { protoText } from "../text/proto-text";
import { nowMicros } from "../time";
import { differentStructure } from "./difference";
import { entityRow, requireIdentifier, requireName } from "./entity-rows";
import { launchPlanRow, toLaunchPlan } from "./launch-plan-rows";
import { listVersions, scopeConditions } from "./list-versions";
import { scheduleType, validateSchedule } from "./schedule";

export function createLaunchPlan(context: AdminContext, request: LaunchPlanCreateRequest): void {
  const { id, spec } = request;
  requireIdentifier(id);
  requireScope(context, id.project, id.domain);
  if (spec === undefined) throw invalid("missing spec");
  requireIdentifier(spec.workflowId);
  const workflow = entityRow(context.store, "workflows", spec.workflowId);
  if (workflow === null) throw missingEntity("WORKFLOW", entityText(spec.workflowId));
  if (spec.entityMetadata?.launchConditions !== undefined) {
    throw invalid("Launch condition must be empty, found [launch_conditions]");
  }
  const typed = fromBinary(TypedInterfaceSchema, bytesOf(workflow, "typed_interface"));
  const expected = expectedInputs(spec, typed);
  validateSchedule(spec.entityMetadata?.schedule, expected);
  spec.defaultInputs = expected;
  const known = entityRow(context.store, "launch_plans", id);
  if (known !== null) {
    const knownSpec = toLaunchPlan(known).spec ?? create(LaunchPlanSpecSchema);
    if (equals(LaunchPlanSpecSchema, knownSpec, spec)) {
      throw alreadyExists("launch plan with identical structure already exists");
    }
    throw differentStructure("launch plan", id.name, LaunchPlanSpecSchema, knownSpec, spec);
  }
  storeLaunchPlan(context, id, spec, numberOf(workflow, "id"), typed);
}

/** Keeps a launch plan whose `defaultInputs` are complete. Answers the row's id. */
export function storeLaunchPlan(
  { store }: AdminContext,
  id: Identifier,
  spec: LaunchPlanSpec,
  workflowRow: number,
  typed: TypedInterface,
): number {
  const at = nowMicros();
  const closure = create(LaunchPlanClosureSchema, {
    ...(spec.defaultInputs === undefined ? {} : { expectedInputs: spec.defaultInputs }),
    ...(typed.outputs === undefined ? {} : { expectedOutputs: typed.outputs }),
  });
  return store.run(
    `INSERT INTO launch_plans (created_at, updated_at, project, domain, name, version, spec, workflow_id, closure, state,
       digest, schedule_type) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      at,
      at,
      id.project,
      id.domain,
      id.name,
      id.version,
      toBinary(LaunchPlanSpecSchema, spec),
      workflowRow,
      toBinary(LaunchPlanClosureSchema, closure),
      LaunchPlanState.INACTIVE,
      new Uint8Array(0),
      scheduleType(spec.entityMetadata?.schedule),
    ],
  );
}

/** The workflow's inputs that are not fixed: with the plan's default, or required. */
function expectedInputs(spec: LaunchPlanSpec, typed: TypedInterface): ParameterMap {
  const fixed = spec.fixedInputs?.literals ?? {};
  const declared = spec.defaultInputs?.parameters ?? {};
  const variables = typed.inputs?.variables ?? {};
  refuseUnknown("default_input", Object.keys(declared), variables);
  refuseUnknown("fixed_input", Object.keys(fixed), variables);
  const parameters: Record<string, Parameter> = {};
  for (const [name, variable] of Object.entries(variables)) {
    const given = declared[name];
    // A fixed input that the plan declares all the same stays one that is asked for.
    if (Object.hasOwn(fixed, name) && given === undefined) continue;
    const behavior = given?.behavior.case === "default" ? given.behavior : { case: "required" as const, value: true };
    parameters[name] = create(ParameterSchema, { var: variable, behavior });
  }
  return create(ParameterMapSchema, { parameters });
}

function refuseUnknown(what: string, names: readonly string[], variables: Readonly<Record<string, Variable>>): void {
  const unknown = names.find((name) => !Object.hasOwn(variables, name));
  if (unknown !== undefined) throw invalid(`unexpected ${what} ${unknown}`);
}

/** Activating a version deactivates the one that was active. */
export function updateLaunchPlan(context: AdminContext, { id, state }: LaunchPlanUpdateRequest): void {
  requireIdentifier(id);
  const row = launchPlanRow(context, id);
  if (state !== LaunchPlanState.ACTIVE && state !== LaunchPlanState.INACTIVE) {
    throw invalid(
      `Unrecognized launch plan state ${String(state)} for update for launch plan [${protoText(IdentifierSchema, id)}]`,
    );
  }
  const at = nowMicros();
  context.store.transaction(() => {
    if (state === LaunchPlanState.ACTIVE) {
      context.store.run(
        `UPDATE launch_plans SET state = ?, updated_at = ?
         WHERE state = ? AND project = ? AND domain = ? AND name = ? AND version <> ?`,
        [LaunchPlanState.INACTIVE, at, LaunchPlanState.ACTIVE, id.project, id.domain, id.name, id.version],
      );
    }
    context.store.run("UPDATE launch_plans SET state = ?, updated_at = ? WHERE id = ?", [
      state,
      at,
      numberOf(row, "id"),
    ]);
  });
}

export function getActiveLaunchPlan({ store }: AdminContext, { id }: ActiveLaunchPlanRequest): LaunchPlan {
  if (id === undefined) throw invalid("missing id");
  requireName(id);
  const row = store.get("SELECT * FROM launch_plans WHERE state = ? AND project = ? AND domain = ? AND name = ?", [
    LaunchPlanState.ACTIVE,
    id.project,
    id.domain,
    id.name,
  ]);
  if (row === null) {
    throw notFound(`No active launch plan could be found: ${id.project}:${id.domain}:${id.name}`);
  }
  return toLaunchPlan(row);
}

export function listLaunchPlans({ store }: AdminContext, request: ResourceListRequest): LaunchPlanList {
  const { rows, token } = listVersions(store, "l", "ListLaunchPlans", request);
  return create(LaunchPlanListSchema, { launchPlans: rows.map(toLaunchPlan), token });
}

export function listActiveLaunchPlans({ store }: AdminContext, request: ActiveLaunchPlanListRequest): LaunchPlanList {
  if (request.project === "") throw invalid("missing project");
  if (request.domain === "") throw invalid("missing domain");
  requireLimit(request.limit);
  const { project, domain } = request;
  const active = { sql: "launch_plans.state = ?", values: [LaunchPlanState.ACTIVE] };
  const scope = scopeConditions("l", {
    $typeName: "flyteidl.admin.NamedEntityIdentifier",
    project,
    domain,
    name: "",
    org: "",
  });
  const { rows, token } = listRows(store, "l", "ListActiveLaunchPlans", request, [...scope, active]);
  return create(LaunchPlanListSchema, { launchPlans: rows.map(toLaunchPlan), token });
}
