import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aNodeRow } from "@/lib/testing/builders";
import type { NodeRow } from "../node";
import { buildTree } from "./build-tree";
import { countDone, countPhases } from "./count-phases";
import { firstFailure } from "./first-failure";
import type { TreeNode } from "./tree";
import type { GraphNode, NodeTarget, WorkflowGraph } from "./types";
import { findByNodeId, findByPath, walkTree } from "./walk";

const entity = { connection: "default", project: "p", domain: "d", name: "x", version: "1" };
const task: NodeTarget = {
  kind: "task",
  task: { ...entity, kind: "task" },
  taskType: "python-task",
  mayBeDynamic: false,
};
const node = (id: string, target: NodeTarget = task): GraphNode => ({
  id,
  name: `name of ${id}`,
  cacheable: false,
  retries: 0,
  timeoutMs: null,
  interruptible: null,
  bindings: [],
  ...target,
});
const graphOf = (nodes: GraphNode[], edges: WorkflowGraph["edges"] = []): WorkflowGraph => ({
  nodes,
  edges,
  inputs: [],
  outputs: [],
});
const sub = (graph: WorkflowGraph): NodeTarget => ({
  kind: "sub_workflow",
  workflow: { ...entity, kind: "workflow" },
  graph,
});
const branchOf = (nodes: GraphNode[]): NodeTarget => ({
  kind: "branch",
  arms: nodes.map(({ id }) => ({ kind: "if", nodeId: id, condition: "x > 1", failMessage: null })),
  graph: graphOf(nodes),
});
const branch = (ids: string[]): NodeTarget => branchOf(ids.map((id) => node(id)));

const row = (nodeId: string, parts: Partial<NodeRow> = {}): NodeRow =>
  aNodeRow({ nodeId, createdMs: 0, retryGroup: typeof parts.parentId === "string" ? "0" : "", ...parts });

const tree = (graph: WorkflowGraph | null, rows: NodeRow[], ended = false, dynamicGraphs = {}): TreeNode[] =>
  buildTree({ graph, rows, dynamicGraphs, ended });
const phases = (nodes: TreeNode[]): Record<string, string> =>
  Object.fromEntries([...walkTree(nodes)].map(({ path, phase }) => [path, phase]));

describe("a graph and its rows", () => {
  test("nodes without a row are queued while the execution runs and not run once it has ended", () => {
    const graph = graphOf([node("n0"), node("n1")]);
    expect(phases(tree(graph, [row("n0")]))).toEqual({ n0: "succeeded", n1: "queued" });
    expect(phases(tree(graph, [row("n0", { phase: "failed" })], true))).toEqual({ n0: "failed", n1: "not_run" });
  });

  test("rows are matched by spec node id within their parent, whatever their unique ids are", () => {
    const graph = graphOf([node("n0", sub(graphOf([node("n0"), node("n1")])))]);
    const rows = [
      row("top", { specNodeId: "n0", isParent: true }),
      row("fosud5fy", { specNodeId: "n0", parentId: "top", phase: "running" }),
      row("n1", { specNodeId: "start-node", isBoundary: true }),
    ];
    const nodes = tree(graph, rows);
    expect(phases(nodes)).toEqual({ n0: "succeeded", "n0/n0": "running", "n0/n1": "not_run" });
    expect(findByNodeId(nodes, "fosud5fy")?.path).toBe("n0/n0");
    expect(findByPath(nodes, "n0/n1")?.name).toBe("name of n1");
    expect(findByPath(nodes, "n0/n2")).toBeNull();
  });

  test("a row without a graph node is shown, in the order of creation", () => {
    const rows = [row("b", { createdMs: 2, isArray: true }), row("a", { createdMs: 1 })];
    expect(tree(null, rows).map(({ path, kind }) => [path, kind])).toEqual([
      ["a", "unknown"],
      ["b", "array"],
    ]);
  });

  test("rows that share a spec node id are told apart", () => {
    const rows = [row("x", { specNodeId: "n0" }), row("y", { specNodeId: "n0" })];
    expect(tree(graphOf([node("n0")]), rows).map((one) => [one.path, one.row?.nodeId])).toEqual([
      ["n0", "x"],
      ["n0[1]", "y"],
    ]);
  });

  test("a gate that waits for a person is paused, a sleep runs", () => {
    const graph = graphOf([
      node("n0", { kind: "gate", gate: { kind: "approve", signalId: "ok" } }),
      node("n1", { kind: "gate", gate: { kind: "sleep", durationMs: 1_000 } }),
    ]);
    const rows = [row("n0", { phase: "running" }), row("n1", { phase: "running" })];
    expect(phases(tree(graph, rows))).toEqual({ n0: "paused", n1: "running" });
  });

  test("the failure node is of its own kind and does not wait", () => {
    const graph = graphOf([node("n0"), node("fn0")], [{ source: "n0", target: "fn0", kind: "failure", values: [] }]);
    const [, failure] = tree(graph, [row("n0", { phase: "running" })]);
    expect(failure).toMatchObject({ kind: "failure", phase: "not_run" });
    expect(tree(graph, [row("fn0", { phase: "running" })])[1]?.phase).toBe("running");
  });
});

describe("branches", () => {
  const graph = graphOf([node("n0", branch(["n0-n0", "n0-n1"]))]);

  test.each([
    [
      "one arm has a row",
      [row("n0", { phase: "running" }), row("h", { specNodeId: "n0-n1", parentId: "n0" })],
      false,
      ["skipped", "succeeded"],
    ],
    ["no arm fits", [row("n0", { phase: "failed" })], true, ["skipped", "skipped"]],
    ["not decided yet", [row("n0", { phase: "running" })], false, ["queued", "queued"]],
    ["not reached", [], true, ["not_run", "not_run"]],
    ["aborted before it chose", [row("n0", { phase: "aborted" })], true, ["not_run", "not_run"]],
    ["its arms are not read yet", [row("n0", { isParent: true })], true, ["unknown", "unknown"]],
  ] satisfies [string, NodeRow[], boolean, string[]][])("%s", (_, rows, ended, expected) => {
    expect(tree(graph, rows, ended)[0]?.children?.map(({ phase }) => phase)).toEqual(expected);
  });

  test("arms below an arm that was not taken are skipped too", () => {
    const nested = graphOf([node("n0", branchOf([node("n0-n0", branch(["n0-n0-n0"])), node("n0-n1")]))]);
    const rows = [row("n0"), row("n0-0-n0-n1", { specNodeId: "n0-n1", parentId: "n0" })];
    expect(phases(tree(nested, rows, true))).toMatchObject({ "n0/n0-n0": "skipped", "n0/n0-n0/n0-n0-n0": "skipped" });
  });
});

describe("dynamic nodes and attempts", () => {
  test("children of a dynamic node are those of its compiled graph, or its rows alone", () => {
    const graph = graphOf([node("n0", { ...task, mayBeDynamic: true })]);
    const rows = [row("n0", { isDynamic: true, phase: "running" }), row("h1", { specNodeId: "dn1", parentId: "n0" })];
    expect(phases(tree(graph, rows))).toEqual({ n0: "running", "n0/dn1": "succeeded" });
    const compiled = { n0: graphOf([node("dn0"), node("dn1")]) };
    const nodes = tree(graph, rows, false, compiled);
    expect(phases(nodes)).toEqual({ n0: "running", "n0/dn0": "queued", "n0/dn1": "succeeded" });
    expect(nodes[0]?.kind).toBe("dynamic");
    expect(tree(graph, [])[0]?.children).toBeNull();
  });

  test("children of earlier attempts are kept apart, with what ran in them only", () => {
    const graph = graphOf([node("n0", sub(graphOf([node("a"), node("b")])))]);
    const rows = [
      row("n0", { phase: "running", isParent: true }),
      row("a1", { specNodeId: "a", parentId: "n0", retryGroup: "10", phase: "running" }),
      row("a0", { specNodeId: "a", parentId: "n0", retryGroup: "9", phase: "failed" }),
    ];
    const [group] = tree(graph, rows);
    expect(group?.children?.map((one) => [one.specNodeId, one.row?.nodeId ?? null])).toEqual([
      ["a", "a1"],
      ["b", null],
    ]);
    expect(group?.earlier.map((one) => [one.retryGroup, one.children.map((child) => child.row?.nodeId)])).toEqual([
      ["9", ["a0"]],
    ]);
    expect(findByNodeId(tree(graph, rows), "a0")?.phase).toBe("failed");
  });

  test("a level that was not read yet is unknown, one that was read is not run", () => {
    const graph = graphOf([node("n0", sub(graphOf([node("a")])))]);
    expect(phases(tree(graph, [row("n0", { isParent: true })], true))["n0/a"]).toBe("unknown");
    const start = row("s", { specNodeId: "start-node", parentId: "n0", isBoundary: true });
    expect(phases(tree(graph, [row("n0", { isParent: true }), start], true))["n0/a"]).toBe("not_run");
  });
});

describe("first failure", () => {
  const failed = (nodeId: string, startedMs: number, durationMs: number, parts: Partial<NodeRow> = {}): NodeRow =>
    row(nodeId, { phase: "failed", startedMs, durationMs, ...parts });

  test("is the earliest failed leaf, not the group around it nor a later one", () => {
    const graph = graphOf([node("n0", sub(graphOf([node("a"), node("b")]))), node("n1")]);
    const rows = [
      failed("n0", 0, 90, { isParent: true }),
      failed("a", 50, 30, { parentId: "n0" }),
      failed("b", 10, 20, { parentId: "n0" }),
      failed("n1", 0, 60),
    ];
    expect(firstFailure(tree(graph, rows, true))?.path).toBe("n0/b");
  });

  test("is a group when nothing inside failed, and the failure node only when nothing else did", () => {
    const graph = graphOf(
      [node("fn0"), node("n0", branch(["x"]))],
      [{ source: "n0", target: "fn0", kind: "failure", values: [] }],
    );
    const rows = [failed("fn0", 0, 1), failed("n0", 5, 5)];
    expect(firstFailure(tree(graph, rows, true))?.path).toBe("n0");
    expect(firstFailure(tree(graph, [failed("fn0", 0, 1)], true))?.path).toBe("fn0");
    expect(firstFailure(tree(graph, [row("n0")], true))).toBeNull();
  });
});

test("a row that was still queued when its execution ended was not run", () => {
  expect(phases(tree(null, [row("n0", { phase: "queued" })], true))).toEqual({ n0: "not_run" });
  expect(phases(tree(null, [row("n0", { phase: "queued" })]))).toEqual({ n0: "queued" });
});

test("groups count as their children, and themselves when they alone failed", () => {
  const noArm = tree(graphOf([node("n0", branch(["a", "b"]))]), [row("n0", { phase: "failed" })], true);
  expect(countPhases(noArm)).toEqual({ failed: 1, skipped: 2 });
  const graph = graphOf([node("n0", sub(graphOf([node("a"), node("b")]))), node("n1")]);
  const rows = [row("n0", { phase: "running", isParent: true }), row("a", { parentId: "n0" })];
  expect(countPhases(tree(graph, rows))).toEqual({ succeeded: 1, queued: 2 });
  expect(countDone(tree(graph, rows))).toEqual({ done: 1, ofTotal: 3 });
});

test("every row has one place, whatever the order of rows", () => {
  const rowsArb = fc
    .array(
      fc.record({
        parent: fc.nat(),
        spec: fc.nat(4),
        attempt: fc.nat(2),
        phase: fc.constantFrom("running", "succeeded", "failed"),
      }),
      {
        maxLength: 40,
      },
    )
    .map((parts) =>
      parts.map(({ parent, spec, attempt, phase }, at) =>
        row(`r${at}`, {
          specNodeId: `n${spec}`,
          parentId: at === 0 || parent % (at + 1) === at ? null : `r${parent % at}`,
          retryGroup: at === 0 || parent % (at + 1) === at ? "" : String(attempt),
          phase: phase === "failed" ? "failed" : phase === "running" ? "running" : "succeeded",
        }),
      ),
    );
  const graph = graphOf([
    node("n0", sub(graphOf([node("n0"), node("n1")]))),
    node("n1"),
    node("n2", branch(["n0", "n3"])),
  ]);
  const places = (nodes: readonly TreeNode[]): string[] =>
    [...walkTree(nodes)].flatMap((one) => [
      ...(one.row === null ? [] : [one.row.nodeId]),
      ...one.earlier.flatMap(({ children }) => places(children)),
    ]);
  fc.assert(
    fc.property(
      rowsArb.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      fc.boolean(),
      ([rows, shuffled], ended) => {
        const nodes = tree(graph, rows, ended);
        expect(places(nodes).sort()).toEqual(rows.map(({ nodeId }) => nodeId).sort());
        const paths = [...walkTree(nodes)].map(({ path }) => path);
        expect(new Set(paths).size).toBe(paths.length);
        expect(tree(graph, shuffled, ended)).toEqual(nodes);
        for (const path of paths) expect(findByPath(nodes, path)?.path).toBe(path);
      },
    ),
  );
});

test("10,000 nodes are built in time that is linear", () => {
  const wide = graphOf([node("n0", { ...task, mayBeDynamic: true })]);
  const rows = Array.from({ length: 10_000 }, (_, at) => row(`h${at}`, { specNodeId: `dn${at}`, parentId: "n0" }));
  const compiled = { n0: graphOf(rows.map(({ specNodeId }) => node(specNodeId))) };
  const nodes = tree(wide, [row("n0", { isDynamic: true }), ...rows], true, compiled);
  expect(countPhases(nodes)).toEqual({ succeeded: 10_000 });
});
