import type { ExecutionCreateRequest, ExecutionSpec } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { type Identifier, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { AdminContext } from "../context";
import { invalid } from "../errors";
import { validateLabels } from "../labels";
import { requireScope } from "../projects";
import { requireIdentifier } from "../registration/entity-rows";

const MAX_NAME = 63;
const NAME = /^[a-z][a-z\-0-9]*$/;

/** The checks of CreateExecution that need no look-up beyond the project, in FlyteAdmin's order. */
export function validateCreate(
  context: AdminContext,
  request: ExecutionCreateRequest,
): { spec: ExecutionSpec; launched: Identifier } {
  const { project, domain, name, spec } = request;
  if (project === "") throw invalid("missing project");
  if (domain === "") throw invalid("missing domain");
  if (name !== "") validateName(name.toLowerCase());
  requireScope(context, project, domain);
  if (spec === undefined) throw invalid("missing spec");
  const launched = spec.launchPlan;
  requireIdentifier(launched);
  if (launched.resourceType !== ResourceType.LAUNCH_PLAN && launched.resourceType !== ResourceType.TASK) {
    throw invalid(
      `Invalid reference entity resource type [${ResourceType[launched.resourceType] ?? launched.resourceType}], ` +
        "only [map[TASK:<nil> LAUNCH_PLAN:<nil>]] allowed",
    );
  }
  validateLabels(spec.labels?.values ?? {});
  return { spec, launched };
}

/** Checked in lower case but kept as given, so an upper-case name passes. */
function validateName(name: string): void {
  if (name.length > MAX_NAME) throw invalid(`size of name exceeded length ${MAX_NAME} : ${name}`);
  if (!NAME.test(name)) {
    throw invalid(`invalid name format: ${name}, does not match regex '^[a-z][a-z\\-0-9]*$'`);
  }
}
