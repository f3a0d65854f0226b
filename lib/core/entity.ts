import type { WorkflowGraph } from "./graph/types";
import type { EntityRef, ScopeRef } from "./refs";
import type { Parameter, Variable } from "./value";

export type Project = {
  id: string;
  name: string;
  description: string;
  domains: { id: string; name: string }[];
};

/** A registered name, its newest version unknown: FlyteAdmin lists names and versions apart. */
export type EntityName = { scope: ScopeRef; name: string; description: string };

export type WorkflowVersion = { ref: EntityRef; createdMs: number | null; graph: WorkflowGraph };

export type LaunchPlan = {
  ref: EntityRef;
  workflow: EntityRef;
  active: boolean;
  createdMs: number | null;
  parameters: Parameter[];
  outputs: Variable[];
  schedule: { kind: "cron"; expression: string } | { kind: "rate"; value: number; unit: string } | null;
};

/** A task template as registered. `environment` and `resources` are in the order of the template. */
export type TaskVersion = {
  ref: EntityRef;
  type: string;
  inputs: Variable[];
  outputs: Variable[];
  retries: number;
  timeoutMs: number | null;
  cacheable: boolean;
  cacheVersion: string;
  generatesDeck: boolean;
  image: string;
  resources: { requests: Record<string, string>; limits: Record<string, string> };
  environment: Record<string, string>;
};
