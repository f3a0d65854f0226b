import type { ConnectionName, ExecutionRef, ScopeRef } from "@/lib/core/refs";
import { BASE_PATH, parseRunParam, paths } from "./paths";

/** Where a pasted text leads: a path of this console without its base path, and what is there in words. */
export type LinkTarget = { path: string; label: string };

/** Longer texts are no links that a tool of Flyte prints. */
const MAX_LENGTH = 4_000;

/**
 * Reads a pasted address: a page of flyteconsole or of any Contrail (the host does not matter, only its path), a data
 * address of Flyte (`flyte://v1/…`), or `project/domain/execution`. Null for anything else and for pages that this console
 * does not have.
 */
export function parseLink(text: string, connection: ConnectionName): LinkTarget | null {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > MAX_LENGTH || /\s/.test(trimmed)) return null;
  const run = trimmed.includes(":") ? null : parseRunParam(trimmed, connection);
  if (run !== null) return toExecution(run, "");
  const url = URL.parse(PATH_ALONE.test(trimmed) ? `http://host/${trimmed.replace(/^\//, "")}` : trimmed);
  return url === null ? null : ofUrl(url, connection);
}

function ofUrl(url: URL, connection: ConnectionName): LinkTarget | null {
  if (url.protocol === "flyte:") return flyteAddress(url, connection);
  return url.protocol === "http:" || url.protocol === "https:" ? webAddress(url, connection) : null;
}

const PATH_ALONE = /^\/|^console\/|^projects\//;

function webAddress(url: URL, connection: ConnectionName): LinkTarget | null {
  const parts = partsOf(url.pathname) ?? [];
  if (parts[0] === "projects") return inProject(parts, url, connection);
  if (parts[0] !== "compare" || !url.searchParams.has("run")) return null;
  return { path: `/compare${url.search}`, label: "Comparison" };
}

/** Path segments after the base path, decoded; null where they cannot be. */
function partsOf(pathname: string): string[] | null {
  const path = pathname.startsWith(`${BASE_PATH}/`) ? pathname.slice(BASE_PATH.length) : pathname;
  try {
    return path
      .split("/")
      .filter((part) => part !== "")
      .map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** `projects/P/domains/D/SECTION/…`, and flyteconsole's older `projects/P/SECTION/…?domain=D`. */
function inProject(parts: string[], url: URL, connection: ConnectionName): LinkTarget | null {
  const [, project = "", third, fourth = "", ...rest] = parts;
  const isOld = third !== "domains";
  const domain = isOld ? (url.searchParams.get("domain") ?? "") : fourth;
  if (project === "") return null;
  const scope = { connection, project, domain };
  const [section = "executions", name = "", ...more] = isOld ? [third, fourth, ...rest].filter(isText) : rest;
  return domain === "" ? null : inScope(scope, section, name, more, url);
}

const isText = (part: string | undefined): part is string => part !== undefined && part !== "";

function inScope(scope: ScopeRef, section: string, name: string, more: string[], url: URL): LinkTarget | null {
  const where = `${scope.project} / ${scope.domain}`;
  switch (section) {
    case "executions":
      if (name === "") return { path: paths.executions(scope), label: `Executions of ${where}` };
      return toExecution({ ...scope, name }, nodeSuffix({ ...scope, name }, more, url));
    case "launch":
      return { path: `${paths.launch(scope)}${url.search}`, label: `Launch in ${where}` };
    case "launchPlans":
    case "launch_plan":
      return name === "" ? null : { path: launchPath(scope, name, versionOf(more)), label: `Launch ${name}` };
    case "workflows":
    case "workflow":
      return name === "" ? null : { path: runsPath(scope, name), label: `Executions of ${name}` };
    default:
      return null;
  }
}

/** The address of a node keeps its node; any other keeps what the page says of itself in its query. */
function nodeSuffix(ref: ExecutionRef, more: string[], url: URL): string {
  const [word, nodeId] = more;
  if (word === "nodeId" && isText(nodeId))
    return paths.node({ execution: ref, nodeId }).slice(paths.execution(ref).length);
  return url.search;
}

const versionOf = ([word, version]: string[]): string | null =>
  word === "version" && isText(version) ? version : null;

const launchPath = (scope: ScopeRef, name: string, version: string | null): string =>
  `${paths.launch(scope)}?${new URLSearchParams({ launch_plan: name, ...(version !== null && { version }) })}`;

const runsPath = (scope: ScopeRef, workflow: string): string =>
  `${paths.executions(scope)}?${new URLSearchParams({ workflow })}`;

const toExecution = (ref: ExecutionRef, suffix: string): LinkTarget => ({
  path: `${paths.execution(ref)}${suffix}`,
  label: `Execution ${ref.name} in ${ref.project} / ${ref.domain}`,
});

/** `flyte://v1/PROJECT/DOMAIN/EXECUTION[/NODE…]`: what the SDK prints for data of a run. */
function flyteAddress(url: URL, connection: ConnectionName): LinkTarget | null {
  const [project = "", domain = "", name = "", nodeId] = partsOf(url.pathname) ?? [];
  if (url.host !== "v1" || project === "" || domain === "" || name === "") return null;
  const ref = { connection, project, domain, name };
  const isNode = isText(nodeId) && !["i", "o", "d"].includes(nodeId);
  if (!isNode) return toExecution(ref, "");
  return toExecution(ref, paths.node({ execution: ref, nodeId }).slice(paths.execution(ref).length));
}
