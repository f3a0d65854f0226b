import { describe, expect, it } from "vitest";
import type { GraphNode } from "@/lib/core/graph/types";
import { isTerminalExecution } from "@/lib/core/phase";
import { DEFAULT_CONNECTION, type ExecutionRef, entityKey, type ScopeRef } from "@/lib/core/refs";
import type { Parameter } from "@/lib/core/value";
import type { FlyteBackend } from "@/lib/server/backend";
import { createFlyte1Backend } from "@/lib/server/backends/flyte1/backend";
import { aNodeRow, anExecution } from "@/lib/testing/builders";
import { FakeBackend } from "@/lib/testing/fake-backend/fake-backend";
import { describeBackend, type Subject } from "./describe-backend";
import { replayAdmin } from "./replay-admin";
import { serveStub } from "./serve-stub";

const connection = DEFAULT_CONNECTION;

describeBackend("Flyte 1 over the wire, answered with recorded bodies", async () => {
  const { url, close } = await serveStub(replayAdmin("executions/dynamic-in-sub-in-branch.json.gz").routes);
  const backend = createFlyte1Backend({ url, connection });
  const ended = { connection, project: "flytesnacks", domain: "development", name: "az6ggpgtssmtvttvb8tx" };
  const { launched } = await backend.getExecution(ended);
  return { backend, ended, launched, close };
});

describeBackend("the fake backend", async () => {
  const backend = new FakeBackend();
  const { workflow, launched, ref: ended, ...run } = anExecution({ phase: "succeeded" });
  if (workflow === null) throw new Error("the builder names no workflow");
  const { project, domain } = ended;
  backend.world.projects.push({ id: project, name: project, description: "", domains: [{ id: domain, name: domain }] });
  const parameters: Parameter[] = [];
  const plan = { ref: launched, workflow, active: true, createdMs: 0, parameters, outputs: [], schedule: null };
  backend.world.launchPlans.push(plan);
  const node: GraphNode = {
    id: "n0",
    name: "fit",
    cacheable: false,
    retries: 0,
    timeoutMs: null,
    interruptible: null,
    bindings: [],
    kind: "unknown",
  };
  const graph = { nodes: [node], edges: [], inputs: [], outputs: [] };
  backend.world.workflows.set(entityKey(workflow), { ref: workflow, createdMs: 0, graph });
  backend.add({ ...run, ref: ended, launched, workflow }, [aNodeRow({ nodeId: "start-node" }), aNodeRow()]);
  return { backend, ended, launched };
});

const url = process.env.CONTRAIL_TEST_ADMIN_URL ?? "";
const scope: ScopeRef = {
  connection,
  project: process.env.CONTRAIL_TEST_PROJECT ?? "flytesnacks",
  domain: process.env.CONTRAIL_TEST_DOMAIN ?? "development",
};

async function start(backend: FlyteBackend, plan: string, pace: number): Promise<ExecutionRef> {
  const { items } = await backend.listLaunchPlans(scope, plan, { limit: 1, token: null });
  const entity = items[0]?.ref;
  if (entity === undefined) throw new Error(`${plan} is not registered in ${scope.project}/${scope.domain}`);
  const inputs = { pace: { kind: "float" as const, value: pace } };
  return backend.createExecution({ entity, inputs, name: null, from: null });
}

async function untilEnded(backend: FlyteBackend, ref: ExecutionRef): Promise<Subject> {
  for (const endsAt = Date.now() + 100_000; Date.now() < endsAt; ) {
    const { phase, launched } = await backend.getExecution(ref);
    if (isTerminalExecution(phase)) return { backend, ended: ref, launched };
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${ref.name} does not end`);
}

describe.skipIf(url === "")(`the Flyte of CONTRAIL_TEST_ADMIN_URL`, () => {
  const backend = url === "" ? null : createFlyte1Backend({ url, connection });
  const live = (): FlyteBackend => {
    if (backend === null) throw new Error("CONTRAIL_TEST_ADMIN_URL is not set");
    return backend;
  };

  describeBackend("reads", async () => {
    const ref = await start(live(), "eta.training.train_eta_model", 0);
    return untilEnded(live(), ref);
  });

  it("terminates a run with a cause, once", async () => {
    const ref = await start(live(), "eta.operations.refresh_road_graph", 1);
    await live().terminateExecution(ref, "the test is over");
    await untilEnded(live(), ref);
    expect(await live().getExecution(ref)).toMatchObject({ phase: "aborted", abort: { cause: "the test is over" } });
    await expect(live().terminateExecution(ref, "again")).rejects.toMatchObject({ code: "conflict" });
  }, 120_000);

  it("repeats a run with one input changed", async () => {
    const source = await start(live(), "eta.training.train_eta_model", 0);
    const { launched } = await live().getExecution(source);
    const inputs = { trips: { kind: "integer" as const, value: "1800" } };
    const ref = await live().createExecution({ entity: launched, inputs, name: null, from: source });
    expect(await live().getExecution(ref)).toMatchObject({ mode: "relaunch", reference: source, launched });
    const [before, after] = [await live().getExecutionData(source), await live().getExecutionData(ref)];
    const named = "values" in before.inputs ? before.inputs.values : [];
    expect(after.inputs).toEqual({
      state: "present",
      values: named.map((value) => (value.name === "trips" ? { name: "trips", value: inputs.trips } : value)),
    });
    await live()
      .terminateExecution(ref, "the test is over")
      .catch(() => undefined);
  });
});
