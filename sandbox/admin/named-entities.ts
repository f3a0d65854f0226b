import { create } from "@bufbuild/protobuf";
import {
  type NamedEntity,
  type NamedEntityGetRequest,
  NamedEntityIdentifierSchema,
  type NamedEntityList,
  type NamedEntityListRequest,
  NamedEntityListSchema,
  NamedEntityMetadataSchema,
  NamedEntitySchema,
  type NamedEntityState,
  type NamedEntityUpdateRequest,
} from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row, SqlStore } from "../store/database";
import { numberOf, textOf } from "../store/row";
import type { AdminContext } from "./context";
import { databaseError, entryNotFound, invalid } from "./errors";
import { type Condition, filterSql } from "./lists/filter-sql";
import { nextToken, offsetOf, requireLimit, sortOf } from "./lists/list-rows";
import { parseFilters } from "./lists/parse-filters";
import type { EntityTable } from "./registration/entity-rows";
import { requireName } from "./registration/entity-rows";
import { nowMicros } from "./time";

const MAX_DESCRIPTION = 300;

const TABLE_OF: Readonly<Partial<Record<ResourceType, EntityTable>>> = {
  [ResourceType.TASK]: "tasks",
  [ResourceType.WORKFLOW]: "workflows",
  [ResourceType.LAUNCH_PLAN]: "launch_plans",
};

function tableOf(type: ResourceType): EntityTable {
  if (type === ResourceType.UNSPECIFIED) throw invalid("invalid value for resource_type");
  const table = TABLE_OF[type];
  if (table === undefined) {
    throw invalid(`Cannot get NamedEntityMetadata for resource type: ${ResourceType[type] ?? String(type)}`);
  }
  return table;
}

/** Description and state of a name. A name without a row of metadata has neither. */
function entityRow(store: SqlStore, type: ResourceType, table: EntityTable, key: readonly string[]): Row | null {
  return store.get(
    `SELECT e.project, e.domain, e.name, COALESCE(m.description, '') AS description, COALESCE(m.state, 0) AS state
     FROM (SELECT project, domain, name FROM ${table} WHERE project = ? AND domain = ? AND name = ? LIMIT 1) e
     LEFT JOIN named_entity_metadata m ON m.resource_type = ? AND m.project = e.project AND m.domain = e.domain
       AND m.name = e.name`,
    [...key, type],
  );
}

export function getNamedEntity({ store }: AdminContext, request: NamedEntityGetRequest): NamedEntity {
  const table = tableOf(request.resourceType);
  if (request.id === undefined) throw invalid("missing id");
  requireName(request.id);
  const { project, domain, name } = request.id;
  const row = entityRow(store, request.resourceType, table, [project, domain, name]);
  if (row === null) throw entryNotFound();
  return toNamedEntity(request.resourceType, row);
}

/** Writes a description only when one is given, the state always. */
export function updateNamedEntity(context: AdminContext, request: NamedEntityUpdateRequest): void {
  const { metadata } = request;
  tableOf(request.resourceType);
  if (request.id === undefined) throw invalid("missing id");
  requireName(request.id);
  if (metadata === undefined) throw invalid("missing metadata");
  if (metadata.description.length > MAX_DESCRIPTION) {
    throw databaseError(`value too long for type character varying(${MAX_DESCRIPTION})`);
  }
  const { project, domain, name } = request.id;
  if (entityRow(context.store, request.resourceType, tableOf(request.resourceType), [project, domain, name]) === null) {
    throw entryNotFound();
  }
  writeMetadata(context, request.resourceType, request.id, metadata.description, metadata.state);
}

export function writeMetadata(
  { store }: AdminContext,
  type: ResourceType,
  id: { project: string; domain: string; name: string },
  description: string,
  state: NamedEntityState,
): void {
  const at = nowMicros();
  store.run(
    `INSERT INTO named_entity_metadata (created_at, updated_at, resource_type, project, domain, name, description, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (resource_type, project, domain, name) DO UPDATE SET updated_at = excluded.updated_at,
       state = excluded.state,
       description = CASE WHEN excluded.description = '' THEN description ELSE excluded.description END`,
    [at, at, type, id.project, id.domain, id.name, description, state],
  );
}

const NOT_GENERATED: Condition = { sql: "e.name NOT LIKE '.flytegen%'", values: [] };

/** FlyteAdmin cuts the page before it filters, so a page may be short, or empty with more behind it. */
export function listNamedEntities({ store }: AdminContext, request: NamedEntityListRequest): NamedEntityList {
  const table = tableOf(request.resourceType);
  if (request.project === "") throw invalid("missing project");
  if (request.domain === "") throw invalid("missing domain");
  requireLimit(request.limit);
  const offset = offsetOf(request.token, "ListNamedEntities");
  const filters = parseFilters("nen", request.filters);
  const conditions =
    filters.length === 0
      ? [NOT_GENERATED]
      : filters.map((filter) => {
          // A column that FlyteAdmin lets pass and its database then does not know.
          if (filter.column === "resource_type") throw databaseError("column entities.resource_type does not exist");
          return filterSql(filter, COLUMNS[filter.column] ?? `m.${filter.column}`);
        });
  const order = orderOf(request);
  const rows = store.all(
    `SELECT e.project, e.domain, e.name, COALESCE(m.description, '') AS description, COALESCE(m.state, 0) AS state
     FROM (SELECT project, domain, name FROM ${table} e WHERE project = ? AND domain = ? GROUP BY project, domain, name ${order} LIMIT ? OFFSET ?) e
     LEFT JOIN named_entity_metadata m ON m.resource_type = ? AND m.project = e.project AND m.domain = e.domain
       AND m.name = e.name
     WHERE ${conditions.map(({ sql }) => sql).join(" AND ")} ${order}`,
    [
      request.project,
      request.domain,
      request.limit,
      Math.min(Number(offset), Number.MAX_SAFE_INTEGER),
      request.resourceType,
      ...conditions.flatMap(({ values }) => values),
    ],
  );
  return create(NamedEntityListSchema, {
    entities: rows.map((row) => toNamedEntity(request.resourceType, row)),
    token: nextToken(rows.length, request.limit, offset),
  });
}

const COLUMNS: Readonly<Record<string, string>> = {
  project: "e.project",
  domain: "e.domain",
  name: "e.name",
  state: "COALESCE(m.state, 0)",
  description: "m.description",
};

function orderOf({ sortBy }: NamedEntityListRequest): string {
  if (sortBy === undefined) return "ORDER BY e.project, e.domain, e.name";
  const { key, isAscending } = sortOf("nen", sortBy);
  if (!["project", "domain", "name"].includes(key)) throw databaseError(`column "${key}" does not exist`);
  return `ORDER BY e.${key} ${isAscending ? "ASC" : "DESC"}`;
}

function toNamedEntity(resourceType: ResourceType, row: Row): NamedEntity {
  return create(NamedEntitySchema, {
    resourceType,
    id: create(NamedEntityIdentifierSchema, {
      project: textOf(row, "project"),
      domain: textOf(row, "domain"),
      name: textOf(row, "name"),
    }),
    metadata: create(NamedEntityMetadataSchema, {
      description: textOf(row, "description"),
      state: numberOf(row, "state"),
    }),
  });
}
