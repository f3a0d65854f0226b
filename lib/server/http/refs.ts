import "server-only";
import type { z } from "zod";
import type { versionParams } from "@/lib/contract/entities";
import type { executionParams, nodeParams, scopeParams } from "@/lib/contract/executions";
import {
  DEFAULT_CONNECTION,
  type EntityKind,
  type EntityRef,
  type ExecutionRef,
  type NodeRef,
  type ScopeRef,
} from "@/lib/core/refs";

/** References from the parts of an address. The address names no connection yet, so it is always the default one. */
export const scopeOf = ({ project, domain }: z.output<typeof scopeParams>): ScopeRef => ({
  connection: DEFAULT_CONNECTION,
  project,
  domain,
});

export const executionOf = (params: z.output<typeof executionParams>): ExecutionRef => ({
  ...scopeOf(params),
  name: params.execution,
});

export const nodeOf = (params: z.output<typeof nodeParams>): NodeRef => ({
  execution: executionOf(params),
  nodeId: params.node,
});

export const entityOf = (kind: EntityKind, params: z.output<typeof versionParams>): EntityRef => ({
  ...scopeOf(params),
  kind,
  name: params.name,
  version: params.version,
});
