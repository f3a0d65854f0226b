import { existsSync, readFileSync } from "node:fs";
import { toJson } from "@bufbuild/protobuf";
import { afterEach, expect, test } from "vitest";
import { ExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { NodeExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { TaskExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  NodeExecution_Phase as NodePhase,
  WorkflowExecution_Phase as Phase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { removeFolder } from "@/sandbox/engine/testing/real-admin";
import { until } from "@/sandbox/engine/testing/run-to-end";
import { numberOf, textOf } from "@/sandbox/store/row";
import { parseScenario } from "./options";
import { type OpenScale, openScale } from "./testing/open-scale";

const opened: OpenScale[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) {
    await each.close();
    removeFolder(each.folder);
  }
});

function start(folder?: string): OpenScale {
  const made = openScale(folder);
  opened.push(made);
  return made;
}

const idOf = (name: string) => ({
  $typeName: "flyteidl.core.WorkflowExecutionIdentifier" as const,
  project: "flytesnacks",
  domain: "development",
  name,
  org: "",
});

/** All rows of an execution as plain JSON, with times as milliseconds since its creation. */
function rowsOf({ port }: OpenScale, name: string): { execution: unknown; nodes: unknown[]; tasks: unknown[] } {
  const execution = port.execution(idOf(name));
  const created =
    Number(execution.closure?.createdAt?.seconds) * 1_000 + (execution.closure?.createdAt?.nanos ?? 0) / 1e6;
  const relative = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(relative);
    if (typeof value === "string") {
      if (/^\d{4}-\d\d-\d\dT/.test(value)) return Math.round(Date.parse(value) - created);
      return value.replaceAll(name, "NAME").replace(/step-\d+\.log/, "step.log");
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        key === "duration" ? Math.round(Number.parseFloat(String(each)) * 100) : relative(each),
      ]),
    );
  };
  const nodes = port.nodes(idOf(name));
  const byId = (a: { id?: { nodeId: string } }, b: { id?: { nodeId: string } }) =>
    (a.id?.nodeId ?? "") < (b.id?.nodeId ?? "") ? -1 : 1;
  return {
    execution: relative(toJson(ExecutionSchema, execution)),
    nodes: nodes.toSorted(byId).map((each) => relative(toJson(NodeExecutionSchema, each))),
    tasks: nodes
      .toSorted(byId)
      .flatMap(({ id }) => (id === undefined ? [] : port.taskAttempts(id)))
      .map((each) => relative(toJson(TaskExecutionSchema, each))),
  };
}

test.each(["F1", "F2", "F4:items=300", "F1:fails=true", "F2:fails=true,seed=5"])(
  "%s gives the same rows written and played",
  async (text) => {
    const scale = start();
    const { scenario, options } = parseScenario(text);
    await scale.scenarios.run({ scenario, options: { ...options, name: "run-a" } });
    await scale.scenarios.run({ scenario, options: { ...options, live: true, from: 1, name: "run-b" } });
    const [written, played] = [rowsOf(scale, "run-a"), rowsOf(scale, "run-b")];
    expect(played.execution).toEqual(written.execution);
    expect(played.nodes).toEqual(written.nodes);
    expect(played.tasks).toEqual(written.tasks);
  },
);

test("the same seed gives the same run, another another", async () => {
  const scale = start();
  for (const [seed, name] of [
    [1, "one"],
    [1, "again"],
    [2, "two"],
  ] as const)
    await scale.scenarios.run(parseScenario(`F1:seed=${seed},name=${name}`));
  const [one, again, two] = [rowsOf(scale, "one"), rowsOf(scale, "again"), rowsOf(scale, "two")];
  expect(again.nodes).toEqual(one.nodes);
  expect(two.nodes).not.toEqual(one.nodes);
});

test("F3 has 10,000 nodes, no more than 100 in a level, and a dynamic node can be opened", async () => {
  const scale = start();
  const { made } = await scale.scenarios.run(parseScenario("F3"));
  expect(made.nodes).toBeGreaterThanOrEqual(10_000);
  const nodes = scale.port.nodes(idOf("f3-1"));
  const levels = new Map<string, number>();
  const rows = scale.context.store.all("SELECT parent_id, COUNT(*) AS count FROM node_executions GROUP BY parent_id");
  for (const [index, row] of rows.entries()) levels.set(String(index), numberOf(row, "count"));
  expect(Math.max(...levels.values())).toBe(102);
  expect(nodes.filter(({ metadata }) => metadata?.isDynamic)).toHaveLength(33);
  expect(nodes.every(({ closure }) => closure?.phase === NodePhase.SUCCEEDED)).toBe(true);
  const dynamic = scale.context.store.get(
    "SELECT dynamic_workflow_remote_closure_reference AS uri FROM node_executions WHERE dynamic_workflow_remote_closure_reference <> '' LIMIT 1",
  );
  const uri = dynamic === null ? "" : textOf(dynamic, "uri");
  expect(scale.context.objects.get(uri)?.length).toBeGreaterThan(1_000);
});

test("a live run goes on after the process has gone, without a phase twice", async () => {
  const first = start();
  await first.scenarios.run(parseScenario("F1:rate=400,name=live"));
  await until(() => first.port.nodes(idOf("live")).length > 10);
  await first.close();
  opened.splice(0);
  const second = start(first.folder);
  const before = second.port.nodes(idOf("live")).length;
  expect(second.port.unfinished().map(({ name }) => name)).toEqual(["live"]);
  for (const id of second.port.unfinished()) second.context.engine.start(id);
  await until(() => second.port.execution(idOf("live")).closure?.phase === Phase.SUCCEEDED);
  expect(before).toBeGreaterThan(10);
  expect(second.port.nodes(idOf("live"))).toHaveLength(52);
});

test("a live run can be aborted as any other", async () => {
  const scale = start();
  await scale.scenarios.run(parseScenario("F2:rate=300,from=0.4,name=live"));
  scale.port.terminate(idOf("live"), "enough");
  await until(() => scale.port.execution(idOf("live")).closure?.phase === Phase.ABORTED);
  const phases = new Set(scale.port.nodes(idOf("live")).map(({ closure }) => closure?.phase));
  expect(phases).toEqual(new Set([NodePhase.SUCCEEDED, NodePhase.ABORTED]));
});

test("F5 writes lines with colours and tracebacks, and a live one grows", async () => {
  const scale = start();
  await scale.scenarios.run(parseScenario("F5:lines=6000,rate=1000,name=log"));
  const path = scale.context.objects.pathOf(
    `${scale.context.objects.prefix}/logs/flytesnacks-development/log-n0-0.log`,
  );
  expect(existsSync(path)).toBe(true);
  const size = readFileSync(path).length;
  expect(size / 6_000).toBeGreaterThan(120);
  expect(size / 6_000).toBeLessThan(180);
  expect(readFileSync(path, "utf8")).toMatch(/Traceback[\s\S]*ValueError/);
  await until(() => readFileSync(path).length > size);
});

test("F6 and F7 write executions with data behind them", async () => {
  const scale = start();
  await scale.scenarios.run(parseScenario("F6:executions=60,entities=40"));
  await scale.scenarios.run(parseScenario("F7:executions=8"));
  const counted = scale.context.store.all("SELECT phase, COUNT(*) AS count FROM executions GROUP BY phase");
  expect(new Set(counted.map((row) => textOf(row, "phase")))).toEqual(new Set(["ABORTED", "FAILED", "SUCCEEDED"]));
  const inputs = scale.port.inputs(idOf("f7-1-00003"));
  expect(Object.keys(inputs.literals)).toHaveLength(12);
  expect(toJson(LiteralMapSchema, inputs)).toMatchObject({ literals: { optimizer: { scalar: { primitive: {} } } } });
});

test("tells what is wrong with a scenario", () => {
  expect(() => parseScenario("F9")).toThrow(/there is no scenario F9/);
  expect(() => parseScenario("F1:speeed=2")).toThrow(/speeed/);
  expect(() => parseScenario("F1:rate=-1")).toThrow(/rate/);
  expect(parseScenario("f3:rate=20").options).toMatchObject({ live: true, rate: 20, seed: 1 });
});
