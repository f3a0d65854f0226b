/**
 * Tables and columns as FlyteAdmin names them, because its filters and sort keys are column names. Columns ending in
 * `_at` are microseconds since 1970 (as Postgres keeps them), durations nanoseconds, `spec`, `closure` and the like
 * messages. `started_at` is NULL until something started.
 */
const COMMON = "id INTEGER PRIMARY KEY, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER";

export const SCHEMA = `
CREATE TABLE IF NOT EXISTS projects (${COMMON},
  identifier TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT NOT NULL, labels BLOB NOT NULL,
  state INTEGER NOT NULL);

CREATE TABLE IF NOT EXISTS tasks (${COMMON},
  project TEXT NOT NULL, domain TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
  closure BLOB NOT NULL, digest BLOB NOT NULL, type TEXT NOT NULL, short_description TEXT NOT NULL DEFAULT '',
  UNIQUE (project, domain, name, version));
CREATE INDEX IF NOT EXISTS tasks_name ON tasks (name);
CREATE INDEX IF NOT EXISTS tasks_created ON tasks (project, domain, created_at);

CREATE TABLE IF NOT EXISTS workflows (${COMMON},
  project TEXT NOT NULL, domain TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
  typed_interface BLOB NOT NULL, remote_closure_identifier TEXT NOT NULL, digest BLOB NOT NULL,
  short_description TEXT NOT NULL DEFAULT '',
  UNIQUE (project, domain, name, version));
CREATE INDEX IF NOT EXISTS workflows_name ON workflows (name);
CREATE INDEX IF NOT EXISTS workflows_created ON workflows (project, domain, created_at);

CREATE TABLE IF NOT EXISTS launch_plans (${COMMON},
  project TEXT NOT NULL, domain TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
  spec BLOB NOT NULL, workflow_id INTEGER NOT NULL, closure BLOB NOT NULL, state INTEGER NOT NULL,
  digest BLOB NOT NULL, schedule_type TEXT NOT NULL, launch_condition_type TEXT,
  UNIQUE (project, domain, name, version));
CREATE INDEX IF NOT EXISTS launch_plans_name ON launch_plans (name);
CREATE INDEX IF NOT EXISTS launch_plans_created ON launch_plans (project, domain, created_at);
CREATE INDEX IF NOT EXISTS launch_plans_active ON launch_plans (state, project, domain, name);
CREATE INDEX IF NOT EXISTS launch_plans_workflow ON launch_plans (workflow_id);

CREATE TABLE IF NOT EXISTS named_entity_metadata (${COMMON},
  resource_type INTEGER NOT NULL, project TEXT NOT NULL, domain TEXT NOT NULL, name TEXT NOT NULL,
  description TEXT NOT NULL, state INTEGER NOT NULL,
  UNIQUE (resource_type, project, domain, name));

CREATE TABLE IF NOT EXISTS description_entities (${COMMON},
  resource_type INTEGER NOT NULL, project TEXT NOT NULL, domain TEXT NOT NULL, name TEXT NOT NULL,
  version TEXT NOT NULL, short_description TEXT NOT NULL, long_description BLOB NOT NULL, source_code TEXT NOT NULL,
  UNIQUE (resource_type, project, domain, name, version));

CREATE TABLE IF NOT EXISTS executions (${COMMON},
  execution_project TEXT NOT NULL, execution_domain TEXT NOT NULL, execution_name TEXT NOT NULL,
  launch_plan_id INTEGER NOT NULL, workflow_id INTEGER NOT NULL, task_id INTEGER NOT NULL DEFAULT 0,
  phase TEXT NOT NULL, closure BLOB NOT NULL, spec BLOB NOT NULL, started_at INTEGER,
  execution_created_at INTEGER NOT NULL, execution_updated_at INTEGER NOT NULL, duration INTEGER NOT NULL DEFAULT 0,
  abort_cause TEXT NOT NULL DEFAULT '', mode INTEGER NOT NULL, source_execution_id INTEGER NOT NULL DEFAULT 0,
  parent_node_execution_id INTEGER NOT NULL DEFAULT 0, cluster TEXT NOT NULL DEFAULT '',
  inputs_uri TEXT NOT NULL, user_inputs_uri TEXT NOT NULL, error_kind TEXT, error_code TEXT,
  user TEXT NOT NULL DEFAULT '', state INTEGER NOT NULL DEFAULT 0, launch_entity TEXT NOT NULL,
  UNIQUE (execution_project, execution_domain, execution_name));
CREATE INDEX IF NOT EXISTS executions_created
  ON executions (execution_project, execution_domain, state, execution_created_at);
CREATE INDEX IF NOT EXISTS executions_updated
  ON executions (execution_project, execution_domain, state, execution_updated_at);
CREATE INDEX IF NOT EXISTS executions_started ON executions (execution_project, execution_domain, state, started_at);
CREATE INDEX IF NOT EXISTS executions_phase
  ON executions (execution_project, execution_domain, state, phase, execution_created_at);
CREATE INDEX IF NOT EXISTS executions_any_state ON executions (execution_project, execution_domain, execution_created_at);
CREATE INDEX IF NOT EXISTS executions_duration ON executions (execution_project, execution_domain, state, duration);
CREATE INDEX IF NOT EXISTS executions_error
  ON executions (execution_project, execution_domain, error_kind, execution_created_at) WHERE error_kind IS NOT NULL;
DROP INDEX IF EXISTS executions_workflow;
DROP INDEX IF EXISTS executions_launch_plan;
CREATE INDEX IF NOT EXISTS executions_of_workflow
  ON executions (workflow_id, execution_project, execution_domain, state, execution_created_at);
CREATE INDEX IF NOT EXISTS executions_of_launch_plan
  ON executions (launch_plan_id, execution_project, execution_domain, state, execution_created_at);
CREATE INDEX IF NOT EXISTS executions_of_task
  ON executions (task_id, execution_project, execution_domain, state, execution_created_at);
CREATE INDEX IF NOT EXISTS executions_name
  ON executions (execution_name, execution_project, execution_domain, state, execution_created_at);
CREATE INDEX IF NOT EXISTS executions_parent ON executions (parent_node_execution_id)
  WHERE parent_node_execution_id <> 0;
CREATE INDEX IF NOT EXISTS executions_unfinished ON executions (id)
  WHERE phase NOT IN ('SUCCEEDED', 'FAILED', 'ABORTED', 'TIMED_OUT');

CREATE TABLE IF NOT EXISTS execution_tags (${COMMON},
  execution_project TEXT NOT NULL, execution_domain TEXT NOT NULL, execution_name TEXT NOT NULL,
  key TEXT NOT NULL, value TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS execution_tags_name ON execution_tags (execution_name);
CREATE INDEX IF NOT EXISTS execution_tags_key ON execution_tags (key, value);

CREATE TABLE IF NOT EXISTS node_executions (${COMMON},
  execution_project TEXT NOT NULL, execution_domain TEXT NOT NULL, execution_name TEXT NOT NULL,
  node_id TEXT NOT NULL, phase TEXT NOT NULL, input_uri TEXT NOT NULL, closure BLOB NOT NULL, started_at INTEGER,
  node_execution_created_at INTEGER NOT NULL, node_execution_updated_at INTEGER NOT NULL,
  duration INTEGER NOT NULL DEFAULT 0, node_execution_metadata BLOB NOT NULL, parent_id INTEGER,
  parent_task_execution_id INTEGER, error_kind TEXT, error_code TEXT, cache_status TEXT,
  dynamic_workflow_remote_closure_reference TEXT NOT NULL DEFAULT '', internal_data BLOB NOT NULL,
  UNIQUE (execution_project, execution_domain, execution_name, node_id));
CREATE INDEX IF NOT EXISTS node_executions_parent ON node_executions (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE IF NOT EXISTS task_executions (${COMMON},
  project TEXT NOT NULL, domain TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
  execution_project TEXT NOT NULL, execution_domain TEXT NOT NULL, execution_name TEXT NOT NULL,
  node_id TEXT NOT NULL, retry_attempt INTEGER NOT NULL, phase TEXT NOT NULL, phase_version INTEGER NOT NULL,
  input_uri TEXT NOT NULL, closure BLOB NOT NULL, started_at INTEGER, task_execution_created_at INTEGER NOT NULL,
  task_execution_updated_at INTEGER NOT NULL, duration INTEGER NOT NULL DEFAULT 0,
  UNIQUE (execution_project, execution_domain, execution_name, node_id, project, domain, name, version, retry_attempt));

CREATE TABLE IF NOT EXISTS signals (${COMMON},
  execution_project TEXT NOT NULL, execution_domain TEXT NOT NULL, execution_name TEXT NOT NULL,
  signal_id TEXT NOT NULL, type BLOB NOT NULL, value BLOB,
  UNIQUE (execution_project, execution_domain, execution_name, signal_id));

CREATE TABLE IF NOT EXISTS resources (${COMMON},
  project TEXT NOT NULL, domain TEXT NOT NULL, workflow TEXT NOT NULL, launch_plan TEXT NOT NULL,
  resource_type INTEGER NOT NULL, attributes BLOB NOT NULL,
  UNIQUE (project, domain, workflow, launch_plan, resource_type));

CREATE TABLE IF NOT EXISTS engine_state (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
`;
