/**
 * References: values that name things in Flyte. Every key, URL and cache entry is made from a whole reference, never
 * from a part of one. `connection` names the configured Flyte server.
 */
export type ConnectionName = string;

/** The one connection of today; part of every reference so that a second server needs no rewrite. */
export const DEFAULT_CONNECTION: ConnectionName = "default";

/** A project and one of Flyte's domains (development, staging, production). */
export type ScopeRef = { connection: ConnectionName; project: string; domain: string };

export type ExecutionRef = { connection: ConnectionName; project: string; domain: string; name: string };

/** `nodeId` is Flyte's unique node id within the execution (`n0-0-n1`, or a hash above 20 characters), never parsed. */
export type NodeRef = { execution: ExecutionRef; nodeId: string };

export type EntityKind = "workflow" | "task" | "launch_plan";

/** A registered name and one of its versions. */
export type EntityRef = {
  connection: ConnectionName;
  kind: EntityKind;
  project: string;
  domain: string;
  name: string;
  version: string;
};

/** One spelling of a reference for maps and logs: parts are percent-encoded, so no name can collide with another. */
export function executionKey(ref: ExecutionRef): string {
  return [ref.connection, ref.project, ref.domain, ref.name].map(encodeURIComponent).join("/");
}

export function entityKey(ref: EntityRef): string {
  return [ref.connection, ref.kind, ref.project, ref.domain, ref.name, ref.version].map(encodeURIComponent).join("/");
}
