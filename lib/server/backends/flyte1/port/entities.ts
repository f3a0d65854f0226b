import "server-only";
import { NamedEntityState } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import { Project_ProjectState } from "@/lib/flyteidl/gen/flyteidl/admin/project_pb";
import type { FlyteBackend } from "@/lib/server/backend";
import { requireIds } from "@/lib/server/backends/flyte1/call/ids";
import { toEntityName, toLaunchPlan, toProject, toWorkflowVersion } from "@/lib/server/backends/flyte1/map-entity";
import { fromEntityRef, RESOURCE_TYPES } from "@/lib/server/backends/flyte1/map-ref";
import { toTaskVersion } from "@/lib/server/backends/flyte1/map-task";
import { type Context, nextToken, sortBy } from "./context";

/**
 * Asked for in one page: FlyteAdmin cuts pages of names before it filters them, so a short page does not mean the end.
 */
const NAME_LIMIT = 100_000;
const PROJECT_LIMIT = 10_000;

/** Projects that people made; those of the system are listed by Flyte too. */
const HIDDEN_PROJECTS: ReadonlySet<Project_ProjectState> = new Set([
  Project_ProjectState.ARCHIVED,
  Project_ProjectState.SYSTEM_GENERATED,
  Project_ProjectState.SYSTEM_ARCHIVED,
]);

type Calls = Pick<
  FlyteBackend,
  "listProjects" | "listEntityNames" | "listLaunchPlans" | "getLaunchPlan" | "getWorkflow" | "getTask"
>;

export function entityCalls({ client, connection }: Context): Calls {
  return {
    async listProjects(call) {
      const request = { limit: PROJECT_LIMIT, sortBy: sortBy("identifier", "ascending") };
      const list = await client.read(({ admin }, options) => admin.listProjects(request, options), call);
      return list.projects.filter(({ state }) => !HIDDEN_PROJECTS.has(state)).map(toProject);
    },

    async listEntityNames(kind, { project, domain }, call) {
      requireIds({ project, domain });
      const resourceType = RESOURCE_TYPES[kind];
      const request = { resourceType, project, domain, limit: NAME_LIMIT, sortBy: sortBy("name", "ascending") };
      const list = await client.read(({ admin }, options) => admin.listNamedEntities(request, options), call);
      return list.entities
        .filter(({ metadata }) => (metadata?.state ?? 0) === NamedEntityState.NAMED_ENTITY_ACTIVE)
        .map((entity) => toEntityName(entity, connection));
    },

    async listLaunchPlans({ project, domain }, name, { limit, token }, call) {
      requireIds({ project, domain, name });
      const id = { project, domain, name };
      const request = { id, limit, token: token ?? "", sortBy: sortBy("created_at", "descending") };
      const list = await client.read(({ admin }, options) => admin.listLaunchPlans(request, options), call);
      return {
        items: list.launchPlans.map((plan) => toLaunchPlan(plan, connection)),
        nextToken: nextToken(list.token),
      };
    },

    async getLaunchPlan(ref, call) {
      const id = fromEntityRef({ ...ref, kind: "launch_plan" });
      const plan = await client.read(({ admin }, options) => admin.getLaunchPlan({ id }, options), call);
      return toLaunchPlan(plan, connection);
    },

    async getWorkflow(ref, call) {
      const id = fromEntityRef({ ...ref, kind: "workflow" });
      const workflow = await client.read(({ admin }, options) => admin.getWorkflow({ id }, options), call);
      return toWorkflowVersion(workflow, connection);
    },

    async getTask(ref, call) {
      const id = fromEntityRef({ ...ref, kind: "task" });
      const task = await client.read(({ admin }, options) => admin.getTask({ id }, options), call);
      return toTaskVersion(task, connection);
    },
  };
}
