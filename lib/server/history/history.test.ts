import { describe, expect, it } from "vitest";
import { ContrailError } from "@/lib/core/errors";
import type { Execution } from "@/lib/core/execution";
import { executionKey } from "@/lib/core/refs";
import type { DataOfRun } from "@/lib/core/value";
import { aNodeRow, anAttempt, anExecution, anExecutionRef } from "@/lib/testing/builders";
import { FakeBackend, nodeKey } from "@/lib/testing/fake-backend/fake-backend";
import { lastSuccess } from "./last-success";
import { nodeHistory } from "./node-history";

const trips = (value: string): DataOfRun => ({
  inputs: { state: "present", values: [{ name: "trips", value: { kind: "integer", value } }] },
  outputs: { state: "none" },
});

function flyteWith(...runs: (Partial<Execution> & { name: string })[]): FakeBackend {
  const backend = new FakeBackend();
  for (const { name, ...part } of runs) backend.add(anExecution({ ref: anExecutionRef(name), ...part }));
  return backend;
}

const NO_CALL = {};

describe("lastSuccess", () => {
  it("is an earlier success of the same launch plan, with the inputs that differ", async () => {
    const { launched } = anExecution();
    const backend = flyteWith(
      { name: "bad", phase: "failed", createdMs: 5_000 },
      { name: "later", phase: "succeeded", createdMs: 6_000 },
      { name: "other", phase: "succeeded", createdMs: 4_000, launched: { ...launched, name: "eta.other" } },
      { name: "good", phase: "succeeded", createdMs: 3_000 },
    );
    backend.world.executionData.set(executionKey(anExecutionRef("bad")), trips("50"));
    backend.world.executionData.set(executionKey(anExecutionRef("good")), trips("4000"));
    const found = await lastSuccess(backend, anExecutionRef("bad"), NO_CALL);
    expect(found?.execution.ref.name).toBe("good");
    expect(found?.inputs).toEqual([{ label: "trips", was: "4000", is: "50" }]);
    expect(found?.version).toBeNull();
  });

  it("is null where there was none", async () => {
    const backend = flyteWith({ name: "bad", phase: "failed", createdMs: 5_000 });
    expect(await lastSuccess(backend, anExecutionRef("bad"), NO_CALL)).toBeNull();
  });
});

describe("nodeHistory", () => {
  const at = (name: string) => ({ execution: anExecutionRef(name), nodeId: "n0" });

  it("tells this run and those before it, and takes no run down with another", async () => {
    const backend = flyteWith(
      { name: "now", phase: "running", createdMs: 5_000 },
      { name: "before", phase: "succeeded", createdMs: 4_000 },
      { name: "without", phase: "succeeded", createdMs: 3_000 },
      { name: "broken", phase: "succeeded", createdMs: 2_000 },
    );
    for (const name of ["now", "before", "broken"]) {
      backend.putRows(anExecutionRef(name), aNodeRow({ nodeId: "n0", phase: "succeeded", durationMs: 7_000 }));
    }
    backend.world.attempts.set(nodeKey(at("before")), [anAttempt({ number: 0 }), anAttempt({ number: 1 })]);
    backend.failWith = (method, about) =>
      method === "getNode" && about.includes("broken") ? new ContrailError("timeout", "too slow") : null;
    const runs = await nodeHistory(backend, at("now"), "request", NO_CALL);
    expect(runs.map(({ execution, node }) => [execution.name, node.state])).toEqual([
      ["now", "present"],
      ["before", "present"],
      ["without", "absent"],
      ["broken", "failed"],
    ]);
    expect(runs[1]?.node).toMatchObject({ attempts: 2, durationMs: 7_000, phase: "succeeded" });
  });
});
