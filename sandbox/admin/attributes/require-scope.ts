import type { AdminContext } from "../context";
import { invalid } from "../errors";
import { domains, hasProject } from "../projects";
import type { Scope } from "./attributes";

/** Refuses unknown projects and domains. Whether the project is active does not matter. */
export function requireAttributeScope(
  context: AdminContext,
  { project, domain }: Scope,
  verb: "registered" | "exists",
): void {
  if (!hasProject(context, project)) {
    const what = domain === "" ? `project [${project}]` : `project [${project}] and domain [${domain}]`;
    const state = verb === "exists" ? "exists" : domain === "" ? "is registered" : "are registered";
    throw invalid(`failed to validate that ${what} ${state}, err: [project [${project}] not found]`);
  }
  if (domain !== "" && !domains().some(({ id }) => id === domain)) {
    throw invalid(`domain [${domain}] is unrecognized by system`);
  }
}
