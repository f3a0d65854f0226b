import { create, fromBinary } from "@bufbuild/protobuf";
import {
  type LaunchPlan,
  LaunchPlanClosureSchema,
  LaunchPlanSchema,
  LaunchPlanSpecSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { type Identifier, IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row } from "@/sandbox/store/database";
import { bytesOf, numberOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { missingEntity } from "../errors";
import { entityText } from "../text/id-text";
import { fromMicros } from "../time";
import { entityRow, requireIdentifier } from "./entity-rows";

export function toLaunchPlan(row: Row): LaunchPlan {
  const closure = fromBinary(LaunchPlanClosureSchema, bytesOf(row, "closure"));
  closure.state = numberOf(row, "state");
  closure.createdAt = fromMicros(numberOf(row, "created_at"));
  closure.updatedAt = fromMicros(numberOf(row, "updated_at"));
  return create(LaunchPlanSchema, {
    id: create(IdentifierSchema, {
      resourceType: ResourceType.LAUNCH_PLAN,
      project: textOf(row, "project"),
      domain: textOf(row, "domain"),
      name: textOf(row, "name"),
      version: textOf(row, "version"),
    }),
    spec: fromBinary(LaunchPlanSpecSchema, bytesOf(row, "spec")),
    closure,
  });
}

export function launchPlanRow({ store }: AdminContext, id: Identifier): Row {
  const row = entityRow(store, "launch_plans", id);
  if (row === null) throw missingEntity("LAUNCH_PLAN", entityText(id));
  return row;
}

export function getLaunchPlan(context: AdminContext, id: Identifier | undefined): LaunchPlan {
  requireIdentifier(id);
  return toLaunchPlan(launchPlanRow(context, id));
}
