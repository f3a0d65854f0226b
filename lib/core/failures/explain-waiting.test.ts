import { describe, expect, it, test } from "vitest";
import type { AttemptPhase } from "../phase";
import { explainWaiting, type WaitingFacts } from "./explain-waiting";

const UNKNOWN: WaitingFacts = {
  phase: "queued",
  gate: null,
  attempt: null,
  upstream: [],
  executionPhase: "running",
  maxParallelism: null,
  runningNodes: null,
};
const explain = (part: Partial<WaitingFacts>): string | null => explainWaiting({ ...UNKNOWN, ...part });
const attempt = (message: string, phase: AttemptPhase = "queued") => ({
  phase,
  number: 0,
  reasons: message === "" ? [] : [{ atMs: null, message }],
});

test("says nothing where nothing is known", () => {
  expect(explain({})).toBeNull();
  expect(explain({ phase: "running" })).toBeNull();
  expect(explain({ attempt: attempt("") })).toBeNull();
  expect(explain({ maxParallelism: 4, runningNodes: null })).toBeNull();
  expect(explain({ maxParallelism: 0, runningNodes: 9 })).toBeNull();
  expect(explain({ maxParallelism: 4, runningNodes: 3 })).toBeNull();
});

test("says nothing of a node that does not wait", () => {
  expect(explain({ phase: "failed", attempt: attempt("task submitted to K8s") })).toBeNull();
  expect(explain({ phase: "running", attempt: attempt("x", "running") })).toBeNull();
});

describe("one sentence of facts", () => {
  it.each([
    [{ executionPhase: "queued" as const }, "The run itself has not started yet."],
    [
      { phase: "paused" as const, gate: { kind: "approve" as const, signalId: "ok" } },
      "Waits for somebody to approve “ok”.",
    ],
    [
      {
        upstream: [
          { name: "a", phase: "running" as const },
          { name: "b", phase: "succeeded" as const },
        ],
      },
      "Waits for “a” to end.",
    ],
    [
      { upstream: ["a", "b", "c", "d"].map((name) => ({ name, phase: "queued" as const })) },
      "Waits for “a”, “b” and 2 more to end.",
    ],
    [{ maxParallelism: 4, runningNodes: 4 }, "4 nodes run at once, the limit of this run is 4."],
    [{ attempt: attempt("", "failed") }, "1 attempt failed so far, the next one has not started yet."],
  ])("%o", (facts, sentence) => {
    expect(explain(facts)).toBe(sentence);
  });

  it.each([
    ["task submitted to K8s", "Its pod was handed to Kubernetes, which has said nothing since."],
    ["Demistify Pending", "Its pod is pending, Kubernetes has not said why."],
    [
      "[ContainersNotReady|ContainerCreating]: containers with unready status: [a-n0-0]|",
      "Its container is being created.",
    ],
    [
      "Unschedulable:0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.",
      "0 of 1 nodes fit its pod: 1 have too little cpu.",
    ],
    [
      "Unschedulable:0/9 nodes are available: 9 node(s) had untolerated taint {a: b}.",
      "0 of 9 nodes fit its pod: 9 node(s) had untolerated taint {a: b}.",
    ],
    [
      'pods "a" is forbidden: exceeded quota: project-quota, requested: limits.memory=2Gi, used: x',
      "Quota “project-quota” does not allow its pod (limits.memory).",
    ],
    ["something new", "The engine says: “something new”."],
  ])("%s", (reason, sentence) => {
    expect(explain({ phase: "running", attempt: attempt(reason) })).toBe(sentence);
  });
});
