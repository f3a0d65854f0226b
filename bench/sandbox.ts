import { setTimeout as wait } from "node:timers/promises";
import { type Client, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { Sort_Direction } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { type Figure, percentile } from "./report";
import { type BareSandbox, bytesOnDisk, newDataFolder, removeFolder, startBareSandbox } from "./sandbox/start";

const SCOPE = { project: "flytesnacks", domain: "development" };
const IDLE_MS = 20_000;
const ROUNDS = 100;
const MB = 1_000_000;

/** The sandbox itself: how soon it is there, what it needs when nobody asks, and how it holds the loads of F6. */
export async function benchSandbox(): Promise<Figure[]> {
  const folder = newDataFolder();
  try {
    const first = await startBareSandbox(folder);
    await wait(IDLE_MS);
    const idle = first.residentBytes();
    const madeS = await makeScenario(first, "F6");
    await first.stop();
    const disk = bytesOnDisk(folder);
    const second = await startBareSandbox(folder);
    const lists = await measureLists(second);
    await second.stop();
    return [
      { what: "start with empty data", value: Math.round(first.readyMs), unit: "ms", budget: 2_000 },
      { what: "start with F6", value: Math.round(second.readyMs), unit: "ms", budget: 2_000 },
      { what: "memory after 20 s of rest", value: idle / MB, unit: "MB", budget: 150 },
      { what: "F6 made", value: madeS, unit: "s", budget: 60 },
      { what: "F6 on disk", value: disk / MB, unit: "MB", budget: 1_000 },
      ...lists,
    ];
  } finally {
    removeFolder(folder);
  }
}

async function makeScenario({ httpUrl }: BareSandbox, name: string): Promise<number> {
  const startedMs = performance.now();
  const response = await fetch(`${httpUrl}/scenarios/${name}`, { method: "POST" });
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
  return (performance.now() - startedMs) / 1_000;
}

type Call = (client: Client<typeof AdminService>) => Promise<unknown>;
const NEWEST = { key: "execution_created_at", direction: Sort_Direction.DESCENDING };
const FLOW = { ...SCOPE, name: "scale.pricing.flow_000" };

/** The lists that pages of the console begin with. */
const LISTS: Readonly<Record<string, Call>> = {
  "newest executions": (client) => client.listExecutions({ id: SCOPE, limit: 100, sortBy: NEWEST }),
  "failed executions": (client) =>
    client.listExecutions({ id: SCOPE, limit: 100, sortBy: NEWEST, filters: "value_in(phase,FAILED)" }),
  "executions of a workflow": (client) =>
    client.listExecutions({
      id: SCOPE,
      limit: 100,
      sortBy: NEWEST,
      filters: `eq(workflow.name,${FLOW.name})`,
    }),
  "executions of a rare workflow": (client) =>
    client.listExecutions({
      id: SCOPE,
      limit: 100,
      sortBy: NEWEST,
      filters: "eq(workflow.name,scale.growth.flow_487)",
    }),
  "executions of a launch plan": (client) =>
    client.listExecutions({ id: SCOPE, limit: 100, sortBy: NEWEST, filters: `eq(launch_plan.name,${FLOW.name})` }),
  "executions with a tag": (client) =>
    client.listExecutions({ id: SCOPE, limit: 100, sortBy: NEWEST, filters: "eq(execution_tag.key,release)" }),
  "executions with a label": (client) =>
    client.listExecutions({
      id: SCOPE,
      limit: 100,
      sortBy: NEWEST,
      filters: "eq(execution_tag.key,owner)+eq(execution_tag.value,mei)",
    }),
  "longest executions": (client) =>
    client.listExecutions({
      id: SCOPE,
      limit: 100,
      sortBy: { key: "duration", direction: Sort_Direction.DESCENDING },
    }),
  "page 100 of executions": (client) => client.listExecutions({ id: SCOPE, limit: 100, sortBy: NEWEST, token: "9900" }),
  "names of workflows": (client) =>
    client.listNamedEntities({ ...SCOPE, resourceType: ResourceType.WORKFLOW, limit: 100 }),
  "names of tasks": (client) => client.listNamedEntities({ ...SCOPE, resourceType: ResourceType.TASK, limit: 100 }),
  "versions of a workflow": (client) =>
    client.listWorkflows({ id: FLOW, limit: 100, sortBy: { ...NEWEST, key: "created_at" } }),
  "launch plans": (client) => client.listLaunchPlans({ id: SCOPE, limit: 100 }),
  "nodes of an execution": (client) =>
    client.listNodeExecutions({ workflowExecutionId: { ...SCOPE, name: "f6-1-050000" }, limit: 100 }),
};

async function measureLists({ grpcUrl }: BareSandbox): Promise<Figure[]> {
  const client = createClient(AdminService, createGrpcTransport({ baseUrl: grpcUrl }));
  const figures: Figure[] = [];
  for (const [what, call] of Object.entries(LISTS)) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedMs = performance.now();
      await call(client);
      times.push(performance.now() - startedMs);
    }
    figures.push({ what: `F6: ${what}, p95`, value: percentile(times, 0.95), unit: "ms", budget: 50 });
  }
  return figures;
}
