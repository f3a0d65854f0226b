import "server-only";
import { cache } from "react";
import { firstData } from "@/app/first-data";
import { executionQuery } from "@/lib/client/queries/execution";
import { DEFAULT_CONNECTION, type ExecutionRef } from "@/lib/core/refs";
import { getBackend } from "@/lib/server";

export type ExecutionRouteParams = { project: string; domain: string; execution: string };

/** The reference that an address names; Next hands its parts over as they stand in the URL. */
export function refOf({ project, domain, execution }: ExecutionRouteParams): ExecutionRef {
  return {
    connection: DEFAULT_CONNECTION,
    project: decoded(project),
    domain: decoded(domain),
    name: decoded(execution),
  };
}

export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The execution as it is now, once a request for page and title together; its failure instead of it, never thrown. */
export const firstExecution = cache(async (project: string, domain: string, name: string) => {
  const ref: ExecutionRef = { connection: DEFAULT_CONNECTION, project, domain, name };
  const first = await firstData(executionQuery(ref).queryKey, (call) => getBackend().getExecution(ref, call));
  return { data: first.data, problem: first.problem, canRecover: canRecover() };
});

/** False without a configured Flyte, where nothing can be done at all. */
function canRecover(): boolean {
  try {
    return getBackend().can.recover;
  } catch {
    return false;
  }
}
