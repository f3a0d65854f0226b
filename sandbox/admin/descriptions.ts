import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import type { ObjectGetRequest } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import {
  type DescriptionEntity,
  type DescriptionEntityList,
  type DescriptionEntityListRequest,
  DescriptionEntityListSchema,
  DescriptionEntitySchema,
  DescriptionSchema,
  SourceCodeSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/description_entity_pb";
import { type Identifier, IdentifierSchema, type ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row } from "../store/database";
import { bytesOf, numberOf, textOf } from "../store/row";
import type { AdminContext } from "./context";
import { entryNotFound, invalid } from "./errors";
import { nextToken, offsetOf, requireLimit, sortOf } from "./lists/list-rows";
import { requireIdentifier } from "./registration/entity-rows";
import { scopeConditions } from "./registration/list-versions";
import { nowMicros } from "./time";

export function storeDescription(
  { store }: AdminContext,
  resourceType: ResourceType,
  id: Identifier,
  description: DescriptionEntity | undefined,
): void {
  if (description === undefined) return;
  const at = nowMicros();
  store.run(
    `INSERT OR IGNORE INTO description_entities (created_at, updated_at, resource_type, project, domain, name, version,
       short_description, long_description, source_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      at,
      at,
      resourceType,
      id.project,
      id.domain,
      id.name,
      id.version,
      description.shortDescription,
      toBinary(DescriptionSchema, description.longDescription ?? create(DescriptionSchema)),
      description.sourceCode?.link ?? "",
    ],
  );
}

/** FlyteAdmin looks by name only, so a workflow's text is found under its launch plan. */
export function getDescription({ store }: AdminContext, { id }: ObjectGetRequest): DescriptionEntity {
  requireIdentifier(id);
  const row = store.get(
    "SELECT * FROM description_entities WHERE project = ? AND domain = ? AND name = ? AND version = ? ORDER BY id LIMIT 1",
    [id.project, id.domain, id.name, id.version],
  );
  if (row === null) throw entryNotFound();
  return toDescription(row);
}

export function listDescriptions(
  { store }: AdminContext,
  request: DescriptionEntityListRequest,
): DescriptionEntityList {
  // The table has the key columns of a workflow, whose checks therefore fit.
  scopeConditions("w", request.id);
  const { project = "", domain = "", name = "" } = request.id ?? {};
  if (name === "") throw invalid("missing name");
  requireLimit(request.limit);
  const offset = offsetOf(request.token, "ListDescriptionEntities");
  const sort = request.sortBy === undefined ? null : sortOf("w", request.sortBy);
  const order = sort === null ? "" : `ORDER BY ${sort.key} ${sort.isAscending ? "ASC" : "DESC"}`;
  const rows = store.all(
    `SELECT * FROM description_entities WHERE project = ? AND domain = ? AND name = ? ${order} LIMIT ? OFFSET ?`,
    [project, domain, name, request.limit, Number(offset)],
  );
  return create(DescriptionEntityListSchema, {
    descriptionEntities: rows.map(toDescription),
    token: nextToken(rows.length, request.limit, offset),
  });
}

function toDescription(row: Row): DescriptionEntity {
  return create(DescriptionEntitySchema, {
    id: create(IdentifierSchema, {
      resourceType: numberOf(row, "resource_type"),
      project: textOf(row, "project"),
      domain: textOf(row, "domain"),
      name: textOf(row, "name"),
      version: textOf(row, "version"),
    }),
    shortDescription: textOf(row, "short_description"),
    longDescription: fromBinary(DescriptionSchema, bytesOf(row, "long_description")),
    sourceCode: create(SourceCodeSchema, { link: textOf(row, "source_code") }),
  });
}
