import type { Execution } from "@/lib/core/execution";

/** The name that people call a workflow or task by: the last part of its dotted module path. */
export function shortName(name: string): string {
  return name.split(".").findLast((part) => part !== "") ?? name;
}

/** What an execution runs, short: its workflow, else what was launched. */
export const executionTitle = ({ workflow, launched }: Execution): string => shortName(workflow?.name ?? launched.name);
