/** How Postgres would type a column, which decides what a filter's text may be and what its error says. */
export type ColumnType = "text" | "integer" | "bigint" | "time" | "duration" | "bytes";

/** The short code of an entity, as the filter errors of FlyteAdmin name it. */
export type EntityCode = "e" | "l" | "ne" | "t" | "te" | "w" | "nen" | "nem" | "p" | "s" | "at" | "et";

type Table = { table: string; columns: Readonly<Record<string, ColumnType>> };

const common = { id: "bigint", created_at: "time", updated_at: "time", deleted_at: "time" } as const;
const executionKey = { execution_project: "text", execution_domain: "text", execution_name: "text" } as const;
const entityKey = { project: "text", domain: "text", name: "text", version: "text" } as const;
const named = { project: "text", domain: "text", name: "text" } as const;

export const TABLES: Readonly<Record<EntityCode, Table>> = {
  e: {
    table: "executions",
    columns: {
      ...common,
      ...executionKey,
      launch_plan_id: "bigint",
      workflow_id: "bigint",
      task_id: "bigint",
      phase: "text",
      closure: "bytes",
      spec: "bytes",
      started_at: "time",
      execution_created_at: "time",
      execution_updated_at: "time",
      duration: "duration",
      abort_cause: "text",
      mode: "integer",
      source_execution_id: "bigint",
      parent_node_execution_id: "bigint",
      cluster: "text",
      inputs_uri: "text",
      user_inputs_uri: "text",
      error_kind: "text",
      error_code: "text",
      user: "text",
      state: "integer",
      launch_entity: "text",
    },
  },
  ne: {
    table: "node_executions",
    columns: {
      ...common,
      ...executionKey,
      node_id: "text",
      phase: "text",
      input_uri: "text",
      closure: "bytes",
      started_at: "time",
      node_execution_created_at: "time",
      node_execution_updated_at: "time",
      duration: "duration",
      node_execution_metadata: "bytes",
      parent_id: "bigint",
      parent_task_execution_id: "bigint",
      error_kind: "text",
      error_code: "text",
      cache_status: "text",
      dynamic_workflow_remote_closure_reference: "text",
      internal_data: "bytes",
    },
  },
  te: {
    table: "task_executions",
    columns: {
      ...common,
      ...entityKey,
      ...executionKey,
      node_id: "text",
      retry_attempt: "bigint",
      phase: "text",
      phase_version: "bigint",
      input_uri: "text",
      closure: "bytes",
      started_at: "time",
      task_execution_created_at: "time",
      task_execution_updated_at: "time",
      duration: "duration",
    },
  },
  t: {
    table: "tasks",
    columns: { ...common, ...entityKey, closure: "bytes", digest: "bytes", type: "text", short_description: "text" },
  },
  w: {
    table: "workflows",
    columns: {
      ...common,
      ...entityKey,
      typed_interface: "bytes",
      remote_closure_identifier: "text",
      digest: "bytes",
      short_description: "text",
    },
  },
  l: {
    table: "launch_plans",
    columns: {
      ...common,
      ...entityKey,
      spec: "bytes",
      workflow_id: "bigint",
      closure: "bytes",
      state: "integer",
      digest: "bytes",
      schedule_type: "text",
      launch_condition_type: "text",
    },
  },
  nen: {
    table: "entities",
    columns: { resource_type: "integer", ...named, description: "text", state: "integer" },
  },
  nem: {
    table: "named_entity_metadata",
    columns: { ...common, resource_type: "integer", ...named, description: "text", state: "integer" },
  },
  p: {
    table: "projects",
    columns: { ...common, identifier: "text", name: "text", description: "text", labels: "bytes", state: "integer" },
  },
  s: { table: "signals", columns: { ...common, ...executionKey, signal_id: "text", type: "bytes", value: "bytes" } },
  at: { table: "admin_tags", columns: { ...common, name: "text" } },
  et: { table: "execution_tags", columns: { ...common, ...executionKey, key: "text", value: "text" } },
};

/** What may stand before the dot of a filter's field. */
export const PREFIXES: Readonly<Record<string, EntityCode>> = {
  task: "t",
  workflow: "w",
  launch_plan: "l",
  execution: "e",
  node_execution: "ne",
  task_execution: "te",
  entities: "nen",
  named_entity_metadata: "nem",
  project: "p",
  signal: "s",
  admin_tag: "at",
  execution_tag: "et",
};

/** SQL that brings a second entity beside the listed one. What is absent is not allowed in filters. */
export const JOINS: Readonly<Record<EntityCode, Partial<Record<EntityCode, string>>>> = {
  e: {
    l: "JOIN launch_plans ON executions.launch_plan_id = launch_plans.id",
    w: "JOIN workflows ON executions.workflow_id = workflows.id",
    t: "JOIN tasks ON executions.task_id = tasks.id",
    at: "JOIN execution_tags ON executions.execution_name = execution_tags.execution_name",
    et: "JOIN execution_tags ON executions.execution_name = execution_tags.execution_name",
  },
  l: { w: "JOIN workflows ON launch_plans.workflow_id = workflows.id" },
  ne: {
    e:
      "JOIN executions ON node_executions.execution_project = executions.execution_project AND " +
      "node_executions.execution_domain = executions.execution_domain AND " +
      "node_executions.execution_name = executions.execution_name",
  },
  te: {
    t:
      "JOIN tasks ON task_executions.project = tasks.project AND task_executions.domain = tasks.domain AND " +
      "task_executions.name = tasks.name AND task_executions.version = tasks.version",
    e:
      "JOIN executions ON task_executions.execution_project = executions.execution_project AND " +
      "task_executions.execution_domain = executions.execution_domain AND " +
      "task_executions.execution_name = executions.execution_name",
    ne:
      "JOIN node_executions ON task_executions.execution_project = node_executions.execution_project AND " +
      "task_executions.execution_domain = node_executions.execution_domain AND " +
      "task_executions.execution_name = node_executions.execution_name AND " +
      "task_executions.node_id = node_executions.node_id",
  },
  nen: { nem: "" },
  t: {},
  w: {},
  nem: {},
  p: {},
  s: {},
  at: {},
  et: {},
};
