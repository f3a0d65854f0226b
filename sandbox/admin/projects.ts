import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  type Domain,
  DomainSchema,
  type Project,
  Project_ProjectState,
  type ProjectListRequest,
  ProjectSchema,
  type Projects,
  ProjectsSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/project_pb";
import type { Row, SqlStore } from "../store/database";
import { bytesOf, numberOf, textOf } from "../store/row";
import type { AdminContext } from "./context";
import { duplicateKey, inactiveProject, invalid, notFound } from "./errors";
import { validateLabels } from "./labels";
import { listRows } from "./lists/list-rows";
import { projectIdProblem } from "./text/kubernetes-names";
import { nowMicros } from "./time";

const DOMAINS = ["development", "staging", "production"];

export const domains = (): Domain[] => DOMAINS.map((id) => create(DomainSchema, { id, name: id }));

/** Projects that a fresh sandbox has. */
export function seedProjects({ store }: AdminContext): void {
  const at = nowMicros();
  for (const id of ["flytesnacks"]) {
    if (projectRow(store, id) !== null) continue;
    insert(store, create(ProjectSchema, { id, name: id, description: `${id} description` }), at);
  }
}

export function registerProject({ store }: AdminContext, project: Project | undefined): void {
  if (project === undefined) throw invalid("missing project");
  validateProject(project);
  if (project.name === "") throw invalid("missing project_name");
  if (projectRow(store, project.id) !== null) throw duplicateKey("projects_pkey");
  insert(store, project, nowMicros());
}

/** Writes a name and a description only when they are given, labels when the message is there, the state always. */
export function updateProject({ store }: AdminContext, project: Project): void {
  const row = projectRow(store, project.id);
  if (row === null) throw unknownProject(project.id);
  validateProject(project);
  const known = toProject(row);
  const labels = project.labels ?? known.labels;
  store.run(
    "UPDATE projects SET updated_at = ?, name = ?, description = ?, labels = ?, state = ? WHERE identifier = ?",
    [
      nowMicros(),
      project.name || known.name,
      project.description || known.description,
      labelBytes(labels),
      project.state,
      project.id,
    ],
  );
}

export function getProject({ store }: AdminContext, id: string): Project {
  const row = projectRow(store, id);
  if (row === null) throw unknownProject(id);
  return toProject(row);
}

export function listProjects({ store }: AdminContext, request: ProjectListRequest): Projects {
  const hidden = { sql: "projects.state <> ?", values: [Project_ProjectState.ARCHIVED] };
  const { rows, token } = listRows(
    store,
    "p",
    "ListProjects",
    request,
    [],
    (filters) => (filters.length === 0 ? [hidden] : []),
    "ORDER BY projects.identifier",
  );
  const projects = rows.map(toProject);
  return create(ProjectsSchema, { projects, token: request.limit === 0 ? "" : token });
}

/** What CreateExecution and the registrations ask first: both known, and the project active. */
export function requireScope({ store }: AdminContext, project: string, domain: string): void {
  const row = projectRow(store, project);
  if (row === null) {
    throw invalid(
      `failed to validate that project [${project}] and domain [${domain}] are registered, err: ` +
        `[project [${project}] not found]`,
    );
  }
  if (numberOf(row, "state") !== Project_ProjectState.ACTIVE) throw inactiveProject(project);
  if (!DOMAINS.includes(domain)) throw invalid(`domain [${domain}] is unrecognized by system`);
}

export const hasProject = ({ store }: AdminContext, project: string): boolean => projectRow(store, project) !== null;

const unknownProject = (id: string) => notFound(`project [${id}] not found`);

const projectRow = (store: SqlStore, id: string): Row | null =>
  store.get("SELECT * FROM projects WHERE identifier = ?", [id]);

function validateProject(project: Project): void {
  if (project.id === "") throw invalid("missing project_id");
  const problem = projectIdProblem(project.id);
  if (problem !== null) throw invalid(`invalid project id [${project.id}]: [${problem}]`);
  if (project.name.length > 64) throw invalid("project_name cannot exceed 64 characters");
  if (project.description.length > 300) throw invalid("project_description cannot exceed 300 characters");
  validateLabels(project.labels?.values ?? {});
  if (project.domains.length > 0) {
    throw invalid("Domains are currently only set system wide. Please retry without domains included in your request.");
  }
}

/** A project message with nothing but the labels, because an empty labels message differs from none. */
const labelBytes = (labels: Project["labels"]): Uint8Array =>
  toBinary(ProjectSchema, create(ProjectSchema, labels === undefined ? {} : { labels }));

function insert(store: SqlStore, project: Project, at: number): void {
  store.run(
    `INSERT INTO projects (created_at, updated_at, identifier, name, description, labels, state)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [at, at, project.id, project.name, project.description, labelBytes(project.labels), project.state],
  );
}

function toProject(row: Row): Project {
  const project = fromBinary(ProjectSchema, bytesOf(row, "labels"));
  project.id = textOf(row, "identifier");
  project.name = textOf(row, "name");
  project.description = textOf(row, "description");
  project.state = numberOf(row, "state");
  project.domains = domains();
  return project;
}
