import { describe, expect, it } from "vitest";
import { buildTree } from "@/lib/core/graph/build-tree";
import type { TreeNode } from "@/lib/core/graph/tree";
import { aNodeRow, anAttempt } from "@/lib/testing/builders";
import type { Attempt, NodeRow } from "../node";
import { nodeParts } from "./node-parts";
import { runTime } from "./run-time";
import { nodesInWindow, runWindow } from "./run-window";

const treeOf = (rows: NodeRow[], ended = false): TreeNode[] =>
  buildTree({ graph: null, rows, dynamicGraphs: {}, ended });

function partsOf(row: Partial<NodeRow>, clockMs: number, attempts?: Attempt[]): string[] {
  const [node] = treeOf([aNodeRow(row)]);
  if (node === undefined) throw new Error("one row makes one node");
  const parts = nodeParts(node, clockMs, attempts);
  return (parts?.segments ?? []).map(({ part, fromMs, toMs }) => `${part} ${fromMs}–${toMs}`);
}

const RUNNING = { phase: "running", createdMs: 0, startedMs: 10, durationMs: null, updatedMs: 500 } as const;

describe("nodeParts", () => {
  it("knows a node without attempts by its own times", () => {
    expect(partsOf({ createdMs: 0, startedMs: 10, durationMs: 90 }, 999)).toEqual(["queued 0–10", "run 10–100"]);
    expect(partsOf({ ...RUNNING, startedMs: null, phase: "queued" }, 700)).toEqual(["queued 0–700"]);
    expect(partsOf({ createdMs: 0, startedMs: null, durationMs: null, updatedMs: 50 }, 999)).toEqual(["run 0–50"]);
    expect(partsOf({ createdMs: null, startedMs: null }, 999)).toEqual([]);
  });

  it("tells setup, run and teardown of an attempt, and clamps a start before the node", () => {
    const attempt = anAttempt({ phase: "succeeded", createdMs: 40, startedMs: 60, updatedMs: 95 });
    const row = { createdMs: 0, startedMs: 10, durationMs: 90 };
    expect(partsOf(row, 999, [attempt])).toEqual(["queued 0–40", "setup 40–60", "run 60–95", "teardown 95–100"]);
    expect(partsOf(row, 999, [{ ...attempt, startedMs: -900 }])).toEqual([
      "queued 0–40",
      "run 40–95",
      "teardown 95–100",
    ]);
  });

  it("counts failed attempts and the pauses after them", () => {
    const first = anAttempt({ phase: "failed", createdMs: 20, startedMs: 30, updatedMs: 200 });
    const second = anAttempt({ number: 1, phase: "running", createdMs: 250, startedMs: 300 });
    expect(partsOf(RUNNING, 700, [second, first])).toEqual([
      "queued 0–20",
      "retries 20–250",
      "setup 250–300",
      "run 300–700",
    ]);
    // Between two attempts the node still runs.
    expect(partsOf(RUNNING, 700, [first])).toEqual(["queued 0–20", "setup 20–30", "run 30–200", "retries 200–700"]);
  });

  it("says what an attempt that has not started waits for", () => {
    const waiting = anAttempt({ createdMs: 20, startedMs: null, phase: "waiting" });
    expect(partsOf(RUNNING, 700, [waiting])).toEqual(["queued 0–20", "queued 20–700"]);
    expect(partsOf(RUNNING, 700, [{ ...waiting, phase: "initializing" }])).toEqual(["queued 0–20", "setup 20–700"]);
    const neverRan = { ...waiting, phase: "failed", updatedMs: 90 } as const;
    expect(partsOf({ createdMs: 0, startedMs: 10, durationMs: 90 }, 999, [neverRan])).toEqual([
      "queued 0–20",
      "setup 20–90",
      "teardown 90–100",
    ]);
  });

  it("calls the time of a cached node Flyte's", () => {
    expect(partsOf({ phase: "cached", createdMs: 0, startedMs: null, updatedMs: 80 }, 999, [anAttempt()])).toEqual([
      "flyte 0–80",
    ]);
  });
});

const row = (nodeId: string, createdMs: number, toMs: number, part: Partial<NodeRow> = {}): NodeRow =>
  aNodeRow({ nodeId, createdMs, startedMs: createdMs, durationMs: toMs - createdMs, ...part });

describe("runTime", () => {
  const wallClock = { fromMs: 0, toMs: 100 };

  it("reads from the times who waited for whom where there is no graph, and says so", () => {
    const tree = treeOf([row("a", 5, 40), row("b", 6, 60), row("c", 61, 99)], true);
    const time = runTime({ tree, graph: null, wallClock, attempts: {} });
    expect(time.chain).toEqual(["b", "c"]);
    expect(time.inferred).toBe(true);
  });

  it("counts earlier attempts of a group as retries", () => {
    const tree = treeOf(
      [
        row("p", 0, 100, { isParent: true, startedMs: 2, durationMs: 98 }),
        row("x0", 10, 40, { specNodeId: "x", parentId: "p", retryGroup: "0", phase: "failed" }),
        row("x1", 50, 90, { specNodeId: "x", parentId: "p", retryGroup: "1" }),
      ],
      true,
    );
    const { segments, chain, onPath } = runTime({ tree, graph: null, wallClock, attempts: {} });
    expect(segments.map(({ part, fromMs, toMs }) => `${part} ${fromMs}–${toMs}`)).toEqual([
      "queued 0–2",
      "flyte 2–10",
      "retries 10–50",
      "run 50–90",
      "flyte 90–100",
    ]);
    expect(chain).toEqual(["p/x"]);
    expect([...onPath]).toEqual(["p", "p/x"]);
  });

  it("is Flyte's alone when no node ran", () => {
    const { segments } = runTime({ tree: [], graph: null, wallClock, attempts: {} });
    expect(segments).toEqual([{ part: "flyte", attempt: null, fromMs: 0, toMs: 100 }]);
  });
});

describe("windows", () => {
  it("lasts until now while the run does", () => {
    const run = { phase: "running", createdMs: 5, startedMs: 10, updatedMs: 20, durationMs: null } as const;
    expect(runWindow(run, 70)).toEqual({ fromMs: 10, toMs: 70 });
    expect(runWindow({ ...run, phase: "succeeded", durationMs: 30 }, 70)).toEqual({ fromMs: 10, toMs: 40 });
    expect(runWindow({ ...run, phase: "aborted", startedMs: null }, 70)).toEqual({ fromMs: 5, toMs: 20 });
  });

  it("holds the nodes that were worked on in it, with their groups", () => {
    const tree = treeOf(
      [row("p", 0, 50, { isParent: true }), row("x", 40, 50, { parentId: "p" }), row("y", 60, 90)],
      true,
    );
    expect([...nodesInWindow(tree, { fromMs: 45, toMs: 55 }, 100)]).toEqual(["p/x", "p"]);
    expect([...nodesInWindow(tree, { fromMs: 70, toMs: 75 }, 100)]).toEqual(["y"]);
  });
});
