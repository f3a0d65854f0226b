import type { ConnectionName, EntityRef, ExecutionRef, NodeRef, ScopeRef } from "@/lib/core/refs";

/** The application is served under this path, as flyteconsole is, so links that Flyte's tools print keep working. */
export const BASE_PATH = "/console";

const segments = (...parts: string[]): string => `/${parts.map(encodeURIComponent).join("/")}`;

/** Paths without the base path: Next's own links and router add it. */
export const paths = {
  home: () => "/",
  executions: (scope: ScopeRef) => segments("projects", scope.project, "domains", scope.domain, "executions"),
  execution: (ref: ExecutionRef) => segments("projects", ref.project, "domains", ref.domain, "executions", ref.name),
  /** The URL that tasks carry in FLYTE_EXECUTION_URL. */
  node: (ref: NodeRef) => `${paths.execution(ref.execution)}${segments("nodeId", ref.nodeId, "nodes")}`,
  launch: (scope: ScopeRef) => segments("projects", scope.project, "domains", scope.domain, "launch"),
  launchEntity: (ref: EntityRef) =>
    `${paths.launch(ref)}?${new URLSearchParams({ [ref.kind]: ref.name, version: ref.version })}`,
  relaunch: (ref: ExecutionRef) => `${paths.launch(ref)}?${new URLSearchParams({ from: ref.name })}`,
  /** Runs are spelled `project/domain/name`, each part percent-encoded. */
  compare: (runs: ExecutionRef[]) => `/compare?${new URLSearchParams(runs.map((run) => ["run", runParam(run)]))}`,
};

export function runParam(ref: ExecutionRef): string {
  return [ref.project, ref.domain, ref.name].map(encodeURIComponent).join("/");
}

/** The run that `runParam` spelled; null for anything else. `connection` is that of this server. */
export function parseRunParam(text: string, connection: ConnectionName): ExecutionRef | null {
  const parts = text.split("/").map(decodePart);
  const [project, domain, name] = parts;
  if (parts.length !== 3 || !project || !domain || !name) return null;
  return { connection, project, domain, name };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

/** Where a file is named in the values of a run; `entry` is a file within a folder. */
export type FilePlace = { node: string | null; side: "inputs" | "outputs"; path: string; entry?: string };

function fileQuery({ node, side, path, entry }: FilePlace, more: Record<string, string>): URLSearchParams {
  const place = { ...(node !== null && { node }), side, path, ...(entry !== undefined && { entry }) };
  return new URLSearchParams({ ...place, ...more });
}

/** Paths of the BFF as the browser asks for them, base path included. */
const api = (path: string): string => `${BASE_PATH}/api${path}`;

export const apiPaths = {
  projects: () => api("/projects"),
  executions: (scope: ScopeRef) => api(paths.executions(scope)),
  execution: (ref: ExecutionRef) => api(paths.execution(ref)),
  /** Server-sent events of one execution; `?subscriber=UUID` names the tab for `focus`. */
  live: (ref: ExecutionRef) => api(`${paths.execution(ref)}/live`),
  focus: (ref: ExecutionRef) => api(`${paths.execution(ref)}/live/focus`),
  executionData: (ref: ExecutionRef) => api(`${paths.execution(ref)}/data`),
  /** The newest earlier success of what was launched, and what differs. */
  lastSuccess: (ref: ExecutionRef) => api(`${paths.execution(ref)}/last-success`),
  terminate: (ref: ExecutionRef) => api(`${paths.execution(ref)}/terminate`),
  recover: (ref: ExecutionRef) => api(`${paths.execution(ref)}/recover`),
  /** One row, its error in full; `?parent=ID` is the row it was listed under, which Flyte does not say again. */
  nodeRow: (ref: NodeRef) => api(`${paths.execution(ref.execution)}${segments("nodes", ref.nodeId)}`),
  nodeData: (ref: NodeRef) => api(`${paths.execution(ref.execution)}${segments("nodes", ref.nodeId, "data")}`),
  attempts: (ref: NodeRef) => api(`${paths.execution(ref.execution)}${segments("nodes", ref.nodeId, "attempts")}`),
  /** The same node in the last runs of what was launched. */
  nodeHistory: (ref: NodeRef) => api(`${paths.execution(ref.execution)}${segments("nodes", ref.nodeId, "history")}`),
  /** `?from=BYTES`: where to read on; below 0 it counts from the end. */
  log: (ref: NodeRef, attempt: number) =>
    api(`${paths.execution(ref.execution)}${segments("nodes", ref.nodeId, "attempts", String(attempt), "log")}`),
  /** Download of one blob: `node` null for the execution's own inputs and outputs. */
  blob: (ref: ExecutionRef, at: FilePlace) => api(`${paths.execution(ref)}/blob?${fileQuery(at, {})}`),
  /** What a file is and its beginning; `rows` also reads the first rows of a Parquet file. */
  preview: (ref: ExecutionRef, at: FilePlace, options: { rows?: boolean } = {}) =>
    api(`${paths.execution(ref)}/preview?${fileQuery(at, options.rows === true ? { rows: "true" } : {})}`),
  /** A file for an element that shows it; only what its bytes are is handed out. */
  inlineBlob: (ref: ExecutionRef, at: FilePlace, inline: "image" | "media" | "page") =>
    api(`${paths.execution(ref)}/blob?${fileQuery(at, { inline })}`),
  /** A page for a frame: nothing in it reaches out. */
  deck: (ref: NodeRef) => api(`${paths.execution(ref.execution)}${segments("nodes", ref.nodeId, "deck")}`),
  decks: (ref: ExecutionRef) => api(`${paths.execution(ref)}/decks`),
  blobs: (ref: ExecutionRef) => api(`${paths.execution(ref)}/blobs`),
  launchPlanNames: (scope: ScopeRef) =>
    api(segments("projects", scope.project, "domains", scope.domain, "launchPlans")),
  launchPlanVersions: (scope: ScopeRef, name: string) =>
    api(segments("projects", scope.project, "domains", scope.domain, "launchPlans", name)),
  launchPlan: (ref: EntityRef) =>
    api(segments("projects", ref.project, "domains", ref.domain, "launch_plan", ref.name, "version", ref.version)),
  workflow: (ref: EntityRef) =>
    api(segments("projects", ref.project, "domains", ref.domain, "workflow", ref.name, "version", ref.version)),
  task: (ref: EntityRef) =>
    api(segments("projects", ref.project, "domains", ref.domain, "task", ref.name, "version", ref.version)),
  launch: (scope: ScopeRef) => api(`${paths.executions(scope)}/launch`),
  compare: (runs: ExecutionRef[]) => api(`/compare?${new URLSearchParams(runs.map((run) => ["run", runParam(run)]))}`),
};
