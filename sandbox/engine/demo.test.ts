import { afterEach, describe, expect, test } from "vitest";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { Literal } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { demoEntities } from "./testing/demo-entities";
import { inlineRunner } from "./testing/inline-runner";
import { MemoryAdmin } from "./testing/memory-admin";
import { engineFor, runToEnd } from "./testing/run-to-end";
import { getLiterals, primitive } from "./values/literals";

const float = (value: number): Literal => primitive({ case: "floatValue", value });
const int = (value: number): Literal => primitive({ case: "integer", value: BigInt(value) });
const text = (value: string): Literal => primitive({ case: "stringValue", value });

const training = {
  city: text("berlin"),
  trips: int(1500),
  seed: int(7),
  learning_rate: float(0.1),
  max_depth: int(3),
  trees: int(20),
  holdout_weeks: int(2),
  pace: float(0),
  rain_weight: float(1),
};

let admin: MemoryAdmin | null = null;
afterEach(() => admin?.objects.close());

async function run(workflow: string, inputs: Record<string, Literal>) {
  const { workflows, tasks } = demoEntities("v3");
  admin = new MemoryAdmin(workflows, tasks);
  engineFor(admin, inlineRunner);
  const id = admin.add(workflow, "run", inputs, undefined);
  const { closure } = await runToEnd(admin, id);
  const result = closure?.outputResult;
  const uri = result?.case === "outputs" && result.value.data.case === "uri" ? result.value.data.value : "";
  return {
    phase: closure?.phase,
    error: result?.case === "error" ? result.value : undefined,
    outputs: getLiterals(admin.objects, uri).literals,
    timeline: admin.timeline(),
  };
}

describe("the demo workflows", () => {
  test("train_eta_model trains, takes one arm of its branch and publishes", async () => {
    const { phase, error, outputs, timeline } = await run("eta.training.train_eta_model", training);
    expect(error?.message).toBeUndefined();
    expect(phase).toBe(Phase.SUCCEEDED);
    expect(Object.keys(outputs).toSorted()).toEqual(
      ["champion", "mae", "model", "p90", "predictions", "report", "residuals"].toSorted(),
    );
    expect(timeline.slice(0, 3)).toEqual(["workflow RUNNING", "start-node SUCCEEDED", "n0 QUEUED"]);
    expect(timeline.filter((line) => line.startsWith("n2-0-") && line.endsWith(" SUCCEEDED"))).toHaveLength(2);
    expect(timeline.slice(-3)).toEqual(["end-node SUCCEEDED", "workflow SUCCEEDING", "workflow SUCCEEDED"]);
  });

  test("train_diverging fails in train_boosted with the code of an ordinary exception", async () => {
    const { rain_weight: _, ...inputs } = training;
    const { phase, error } = await run("eta.training.train_diverging", { ...inputs, learning_rate: float(2.2) });
    expect(phase).toBe(Phase.FAILED);
    expect(error?.code).toBe("USER:ValueError");
    expect(error?.message).toMatch(/ValueError: boosting diverged at tree \d+\/20/);
  });

  test("flaky_fetch fails recoverably and succeeds at the second attempt", async () => {
    const { phase, timeline } = await run("eta.operations.flaky_fetch", { pace: float(0) });
    expect(phase).toBe(Phase.SUCCEEDED);
    expect(timeline.filter((line) => line.startsWith("n0"))).toEqual([
      "n0 QUEUED",
      "n0#0 QUEUED",
      "n0 RUNNING",
      "n0#0 INITIALIZING",
      "n0#0 RUNNING",
      "n0#0 FAILED",
      "n0#1 QUEUED",
      "n0#1 INITIALIZING",
      "n0#1 RUNNING",
      "n0#1 SUCCEEDED",
      "n0 SUCCEEDED",
    ]);
  });

  test("nightly_report builds its own tasks", async () => {
    const { phase, timeline } = await run("eta.operations.nightly_report", { pace: float(0), tables: int(3) });
    expect(phase).toBe(Phase.SUCCEEDED);
    expect(timeline).toContain("n0 DYNAMIC_RUNNING");
    expect(timeline).toContain("n0-0-dn2 SUCCEEDED");
    expect(timeline).toContain("n0-0-start-node SUCCEEDED");
  });

  test("backtest_weekly maps over zones", async () => {
    const inputs = { city: text("lisbon"), weeks: int(3), trips: int(1500), seed: int(11), pace: float(0) };
    const { phase, error, outputs } = await run("eta.backtesting.backtest_weekly", inputs);
    expect(error?.message).toBeUndefined();
    expect(phase).toBe(Phase.SUCCEEDED);
    expect(outputs.worst_week).toBeDefined();
  });

  test("ensemble_eta fails at its gate and runs its failure node", async () => {
    const inputs = { city: text("paris"), trips: int(1200), seed: int(3), mae_limit: float(1), pace: float(0) };
    const { phase, error, timeline } = await run("eta.ensembling.ensemble_eta", inputs);
    expect(phase).toBe(Phase.FAILED);
    expect(error?.message).toContain("more than mae_limit=1.0 s allows");
    expect(timeline).toContain("fn0 SUCCEEDED");
    expect(timeline.indexOf("workflow FAILING")).toBeLessThan(timeline.indexOf("fn0 QUEUED"));
  });
});
