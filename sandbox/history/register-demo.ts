import { fromBinary, isMessage, type Message } from "@bufbuild/protobuf";
import { type Client, Code, ConnectError } from "@connectrpc/connect";
import { LaunchPlanSchema, LaunchPlanState } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { TaskSpecSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { WorkflowSpecSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import { IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { type DemoEntity, type DemoVersion, demoBundle, VERSIONS } from "./demo-bundle";

export const PROJECT = "flytesnacks";

/** Development has every version, as while one is being worked out; the others have what was released to them. */
const RELEASED = {
  development: VERSIONS,
  staging: ["v2", "v3"],
  production: ["v2"],
} as const satisfies Record<string, readonly DemoVersion[]>;
export type DemoDomain = keyof typeof RELEASED;
const ACTIVE = ["eta.training.train_eta_model", "train_eta_nightly"];

/** Registers the demo workflows in a domain, unless they are there already. */
export async function registerDemo(client: Client<typeof AdminService>, domain: DemoDomain): Promise<void> {
  const versions = RELEASED[domain];
  const last = versions.at(-1) ?? "v1";
  if (await isRegistered(client, domain, last)) return;
  for (const version of versions)
    for (const entity of demoBundle(version)) await ignoringExisting(() => register(client, entity, domain));
  for (const name of ACTIVE)
    await client.updateLaunchPlan({
      id: { resourceType: ResourceType.LAUNCH_PLAN, project: PROJECT, domain, name, version: last },
      state: LaunchPlanState.ACTIVE,
    });
}

/** The active launch plan is updated last, so its being active says that all before it is done. */
async function isRegistered(client: Client<typeof AdminService>, domain: string, version: string): Promise<boolean> {
  try {
    const active = await client.getActiveLaunchPlan({ id: { project: PROJECT, domain, name: ACTIVE.at(-1) ?? "" } });
    return active.id?.version === version;
  } catch (error) {
    if (error instanceof ConnectError && error.code === Code.NotFound) return false;
    throw error;
  }
}

async function register(client: Client<typeof AdminService>, { kind, bytes }: DemoEntity, domain: string) {
  if (kind === "task") {
    const spec = moved(fromBinary(TaskSpecSchema, bytes), domain);
    await client.createTask({ id: spec.template?.id, spec });
  } else if (kind === "workflow") {
    const spec = moved(fromBinary(WorkflowSpecSchema, bytes), domain);
    await client.createWorkflow({ id: spec.template?.id, spec });
  } else {
    const { id, spec } = moved(fromBinary(LaunchPlanSchema, bytes), domain);
    await client.createLaunchPlan({ id, spec });
  }
}

async function ignoringExisting(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ConnectError) || error.code !== Code.AlreadyExists) throw error;
  }
}

/** The same message with all its references in another domain. */
function moved<T extends Message>(message: T, domain: string): T {
  move(message, domain);
  return message;
}

function move(value: unknown, domain: string): void {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return;
  if (isMessage(value, IdentifierSchema)) {
    if (value.domain !== "") value.domain = domain;
    return;
  }
  for (const each of Object.values(value)) move(each, domain);
}
