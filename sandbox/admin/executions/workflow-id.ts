import { create } from "@bufbuild/protobuf";
import { type Identifier, IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { internal } from "../errors";

/** The id of the workflow in row `rowId`. */
export function workflowIdOf({ store }: AdminContext, rowId: number): Identifier {
  const row = store.get("SELECT project, domain, name, version FROM workflows WHERE id = ?", [rowId]);
  if (row === null) throw internal("the workflow of a launch plan is gone");
  return create(IdentifierSchema, {
    resourceType: ResourceType.WORKFLOW,
    project: textOf(row, "project"),
    domain: textOf(row, "domain"),
    name: textOf(row, "name"),
    version: textOf(row, "version"),
  });
}
