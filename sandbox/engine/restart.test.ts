import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { engineWith } from "./engine";
import type { TaskRequest, TaskRunner } from "./runner/runner";
import { demoEntities } from "./testing/demo-entities";
import { inlineRunner } from "./testing/inline-runner";
import { MemoryAdmin } from "./testing/memory-admin";
import { literalsOf } from "./testing/plain";
import { engineFor, runToEnd, until } from "./testing/run-to-end";

let admin: MemoryAdmin | null = null;
afterEach(() => admin?.objects.close());

function start(workflow: string, inputs: Record<string, unknown>, runner: TaskRunner = inlineRunner) {
  const { workflows, tasks } = demoEntities("v3");
  admin = new MemoryAdmin(workflows, tasks);
  const engine = engineFor(admin, runner);
  const id = admin.add(workflow, "run", literalsOf(inputs, ["pace", "mae_limit"]), undefined);
  engine.start(id);
  return { admin, engine, id };
}

/** Remembers what was run, and lets a chosen task never end. */
function holding(name: string): { runner: TaskRunner; ran: string[] } {
  const ran: string[] = [];
  const runner: TaskRunner = {
    run: (request: TaskRequest, signal: AbortSignal) => {
      ran.push(`${request.task.id?.name}#${request.attempt}`);
      if (request.task.id?.name !== name) return inlineRunner.run(request, signal);
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
    },
    close: () => Promise.resolve(),
  };
  return { runner, ran };
}

test("after a stop the run goes on: what succeeded is not run again, the running attempt begins anew", async () => {
  const { runner, ran } = holding("eta.operations.join_streets");
  const inputs = { pace: 0, steps: 12, region: "berlin" };
  const { admin: known, engine, id } = start("eta.operations.refresh_road_graph", inputs, runner);
  await until(() => ran.includes("eta.operations.join_streets#0"));
  const reportsBefore = known.reports.length;
  await engine.close();
  expect(known.reports).toHaveLength(reportsBefore);

  const second = holding("none");
  engineFor(known, second.runner);
  const { closure } = await runToEnd(known, id);
  expect(closure?.phase).toBe(Phase.SUCCEEDED);
  expect(second.ran.slice(0, 2)).toEqual(["eta.operations.join_streets#0", "eta.operations.weigh_streets#0"]);
  const lines = known.timeline();
  expect(new Set(lines).size).toBe(lines.length);
  const log = readFileSync(known.objects.pathOf(`${known.objects.prefix}/logs/p-d/run-n2-0.log`), "utf8");
  expect(log).toContain("street");
});

test("after a stop a dynamic node keeps its graph and its finished children", async () => {
  const held = holding("eta.operations.bind_report");
  const { admin: known, engine, id } = start("eta.operations.nightly_report", { pace: 0, tables: 3 }, held.runner);
  await until(() => held.ran.includes("eta.operations.bind_report#0"));
  await engine.close();
  const second = holding("none");
  engineFor(known, second.runner);
  expect((await runToEnd(known, id)).closure?.phase).toBe(Phase.SUCCEEDED);
  expect(second.ran).toEqual(["eta.operations.bind_report#0"]);
});

test("a run that was aborted while nobody ran it is ended from its rows", async () => {
  const { runner, ran } = holding("eta.operations.download_tiles");
  const inputs = { pace: 0, steps: 12, region: "berlin" };
  const { admin: known, engine, id } = start("eta.operations.refresh_road_graph", inputs, runner);
  await until(() => ran.length === 1);
  await engine.close();
  const { closure } = known.execution(id);
  if (closure !== undefined) closure.phase = Phase.ABORTING;
  engineWith(known, inlineRunner, { retryDelayMs: 0, startDelayMs: 0, logUri: (object) => object }).start(id);
  await until(() => known.execution(id).closure?.phase === Phase.ABORTED);
  expect(known.timeline().slice(-3)).toEqual(["n0#0 ABORTED", "n0 ABORTED", "workflow ABORTED"]);
});

test("an abort stops a task that waits for its pace", async () => {
  const inputs = { pace: 30, steps: 12, region: "berlin" };
  const { admin: known, id } = start("eta.operations.refresh_road_graph", inputs);
  await until(() => known.timeline().includes("n0#0 RUNNING"));
  known.terminate(id, "enough");
  await until(() => known.execution(id).closure?.phase === Phase.ABORTED);
  expect(known.timeline().slice(-3)).toEqual(["n0#0 ABORTED", "n0 ABORTED", "workflow ABORTED"]);
});
