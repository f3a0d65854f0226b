import { describe, expect, it, vi } from "vitest";
import { buildTree } from "@/lib/core/graph/build-tree";
import type { GraphNode, WorkflowGraph } from "@/lib/core/graph/types";
import type { NodeRow } from "@/lib/core/node";
import { aNodeRow } from "@/lib/testing/builders";
import { FactsStore } from "./facts-store";
import { collectFacts } from "./node-facts";

const plain = (id: string) => ({
  id,
  name: id,
  cacheable: false,
  retries: 0,
  timeoutMs: null,
  interruptible: null,
  bindings: [],
});
const task = (id: string): GraphNode => ({
  ...plain(id),
  kind: "task",
  task: { connection: "default", kind: "task", project: "p", domain: "d", name: "t", version: "1" },
  taskType: "python-task",
  mayBeDynamic: false,
});
const graphOf = (...nodes: GraphNode[]): WorkflowGraph => ({ nodes, edges: [], inputs: [], outputs: [] });

const CHOICE: GraphNode = {
  ...plain("choose"),
  kind: "branch",
  arms: [
    { kind: "if", nodeId: "wide", condition: "kept < 1500", failMessage: null },
    { kind: "else", nodeId: "recent", condition: null, failMessage: null },
  ],
  graph: graphOf(task("wide"), task("recent")),
};
const GATE: GraphNode = { ...plain("ask"), kind: "gate", gate: { kind: "approve", signalId: "ok" } };
const SLEEP: GraphNode = { ...plain("nap"), kind: "gate", gate: { kind: "sleep", durationMs: 90_000 } };

const factsOf = (graph: WorkflowGraph, rows: NodeRow[], ended = true) =>
  collectFacts(buildTree({ graph, rows, dynamicGraphs: {}, ended }));

describe("the facts of drawn nodes", () => {
  it("say which arm of a conditional was taken, and why", () => {
    const rows = [
      aNodeRow({ nodeId: "choose", isParent: true }),
      aNodeRow({ nodeId: "c0", specNodeId: "wide", parentId: "choose" }),
      aNodeRow({ nodeId: "c1", specNodeId: "recent", parentId: "choose", phase: "skipped" }),
    ];
    const facts = factsOf(graphOf(CHOICE), rows);
    expect(facts.get("choose")?.groupText).toBe("conditional, 2 arms");
    expect(facts.get("choose/wide")?.arm).toEqual({ condition: "if kept < 1500", choice: "taken" });
    expect(facts.get("choose/recent")?.arm).toEqual({ condition: "else", choice: "not_taken" });
  });

  it("leave the choice open before the conditional has run", () => {
    const facts = factsOf(graphOf(CHOICE), [], false);
    expect(facts.get("choose/wide")?.arm?.choice).toBe("open");
  });

  it("say the error, the question, the length of a sleep", () => {
    const error = { code: "OOMKilled", message: "the pod\nwas killed", kind: "user" as const, cut: false };
    const rows = [
      aNodeRow({ nodeId: "a", phase: "failed", error }),
      aNodeRow({ nodeId: "b", phase: "failed", error: { ...error, code: "" } }),
      aNodeRow({ nodeId: "ask", phase: "running" }),
      aNodeRow({ nodeId: "nap", phase: "running" }),
    ];
    const facts = factsOf(graphOf(task("a"), task("b"), GATE, SLEEP), rows, false);
    const notes = ["a", "b", "ask", "nap"].map((path) => facts.get(path)?.note);
    expect(notes).toEqual(["OOMKilled", "the pod", "waits for approval", "sleeps 1m 30s"]);
  });

  it("have a time only where a run of their own took it", () => {
    const rows = [
      aNodeRow({ nodeId: "a", durationMs: 5_000 }),
      aNodeRow({ nodeId: "b", phase: "cached", durationMs: 10 }),
      aNodeRow({ nodeId: "c", phase: "running", startedMs: 7_000, durationMs: 3 }),
    ];
    const facts = factsOf(graphOf(task("a"), task("b"), task("c")), rows, false);
    const times = ["a", "b", "c"].map((path) => [facts.get(path)?.durationMs, facts.get(path)?.runningSinceMs]);
    expect(times).toEqual([
      [5_000, null],
      [null, null],
      [null, 7_000],
    ]);
  });
});

describe("the store of facts", () => {
  const graph = graphOf(task("a"), task("b"));
  const treeOf = (...rows: NodeRow[]) => buildTree({ graph, rows, dynamicGraphs: {}, ended: false });

  it("wakes the node that changed and no other", () => {
    const store = new FactsStore(treeOf(aNodeRow({ nodeId: "a", phase: "running" }), aNodeRow({ nodeId: "b" })));
    const before = store.get("b");
    const [a, b, all] = [vi.fn(), vi.fn(), vi.fn()];
    store.subscribe("a", a);
    store.subscribe("b", b);
    store.subscribeAll(all);
    store.update(treeOf(aNodeRow({ nodeId: "a" }), aNodeRow({ nodeId: "b" })));
    expect([a, b, all].map((listener) => listener.mock.calls.length)).toEqual([1, 0, 1]);
    expect(store.get("a")?.phase).toBe("succeeded");
    expect(store.get("b")).toBe(before);
    store.update(treeOf(aNodeRow({ nodeId: "a" }), aNodeRow({ nodeId: "b" })));
    expect(all).toHaveBeenCalledTimes(1);
  });

  it("wakes the node that was selected and the one that is", () => {
    const store = new FactsStore(treeOf());
    const [a, b] = [vi.fn(), vi.fn()];
    store.mark({ selected: "a" });
    const stop = store.subscribe("a", a);
    store.subscribe("b", b);
    store.mark({ selected: "b" });
    expect([a.mock.calls.length, b.mock.calls.length]).toEqual([1, 1]);
    stop();
    store.mark({ selected: "a" });
    expect([a.mock.calls.length, b.mock.calls.length]).toEqual([1, 2]);
  });
});
