// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildTree } from "@/lib/core/graph/build-tree";
import type { GraphNode, WorkflowGraph } from "@/lib/core/graph/types";
import type { NodeRow } from "@/lib/core/node";
import { aNodeRow } from "@/lib/testing/builders";
import { GraphView, type GraphViewProps } from "./workflow-graph-view";

const entity = { connection: "default", kind: "task" as const, project: "p", domain: "d", name: "t", version: "1" };
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
  task: entity,
  taskType: "python-task",
  mayBeDynamic: false,
});
const graphOf = (nodes: GraphNode[], edges: [string, string][]): WorkflowGraph => ({
  nodes,
  edges: edges.map(([source, target]) => ({ source, target, kind: "value", values: [] })),
  inputs: [],
  outputs: [],
});

const INNER = graphOf([task("first"), task("second")], [["first", "second"]]);
const GRAPH = graphOf(
  [
    task("load"),
    { ...plain("prepare"), kind: "sub_workflow", workflow: { ...entity, kind: "workflow" }, graph: INNER },
    task("train"),
    task("check"),
  ],
  [
    ["load", "prepare"],
    ["prepare", "train"],
    ["prepare", "check"],
  ],
);
const treeOf = (rows: NodeRow[], graph: WorkflowGraph | null = GRAPH) =>
  buildTree({ graph, rows, dynamicGraphs: {}, ended: false });

const ROWS = [
  aNodeRow({ nodeId: "load" }),
  aNodeRow({ nodeId: "prepare", phase: "running", durationMs: null, isParent: true }),
  aNodeRow({ nodeId: "x1", specNodeId: "first", parentId: "prepare", phase: "running", durationMs: null }),
];

function Page(props: Partial<GraphViewProps>) {
  const [selectedPath, onSelect] = useState<string | null>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set(["prepare"]));
  const onToggle = (path: string) =>
    setExpanded((open) => new Set(open.has(path) ? [...open].filter((each) => each !== path) : [...open, path]));
  return (
    <GraphView
      tree={treeOf(ROWS)}
      graph={GRAPH}
      selectedPath={selectedPath}
      onSelect={onSelect}
      expanded={expanded}
      onToggle={onToggle}
      nowMs={10_000}
      {...props}
    />
  );
}

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  vi.stubGlobal("CSS", { escape: (text: string) => text.replaceAll('"', '\\"') });
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  HTMLCanvasElement.prototype.getContext = () => null;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const itemNames = () => screen.getAllByRole("treeitem").map((item) => item.getAttribute("data-node-id"));

describe("the graph of a run", () => {
  it("says that there is no graph, and that one is loading", () => {
    const { rerender } = render(<Page tree={[]} graph={null} />);
    expect(screen.getByRole("heading", { name: "No graph" })).toBeTruthy();
    rerender(<Page tree={[]} graph={null} isLoading />);
    expect(screen.queryByRole("heading", { name: "No graph" })).toBeNull();
    expect(screen.getByRole("status", { name: "Loading the graph" })).toBeTruthy();
  });

  it("holds every node of the open groups as a tree with phases in words", async () => {
    render(<Page />);
    const group = await screen.findByRole("treeitem", { name: /^prepare, Running, sub-workflow, 2 nodes/ });
    expect(group.getAttribute("aria-expanded")).toBe("true");
    expect(group.getAttribute("aria-level")).toBe("1");
    const child = screen.getByRole("treeitem", { name: /^first, Running/ });
    expect(child.getAttribute("aria-level")).toBe("2");
    expect(child.getAttribute("data-node-id")).toBe("prepare/first");
    expect(child.getAttribute("data-phase")).toBe("running");
    expect(itemNames()).toEqual(["load", "prepare", "prepare/first", "prepare/second", "train", "check"]);
  });

  it("draws nodes whose graph is not known, and phases that it does not know", async () => {
    const rows = [aNodeRow({ nodeId: "n0", phase: "unknown" }), aNodeRow({ nodeId: "n1" })];
    render(<Page tree={treeOf(rows, null)} graph={null} />);
    expect(await screen.findByRole("treeitem", { name: /^n0, Unknown/ })).toBeTruthy();
    expect(itemNames()).toEqual(["n0", "n1"]);
  });

  it("is walked with the arrow keys along the edges, into groups and out of them", async () => {
    const user = userEvent.setup();
    render(<Page />);
    await screen.findByRole("treeitem", { name: /^load/ });
    const at = () => document.activeElement?.getAttribute("data-node-id");
    while (at() !== "load") await user.tab();
    const walk: [string, string][] = [
      ["{ArrowDown}", "prepare"],
      ["{ArrowDown}", "prepare/first"],
      ["{ArrowDown}", "prepare/second"],
      ["{ArrowDown}", "train"],
      ["{ArrowRight}", "check"],
      ["{ArrowRight}", "check"],
      ["{ArrowLeft}", "train"],
      ["{ArrowUp}", "prepare"],
      ["{ArrowUp}", "load"],
      ["{End}", "check"],
      ["{Home}", "load"],
    ];
    for (const [key, path] of walk) {
      await user.keyboard(key);
      expect(at(), key).toBe(path);
    }
  });

  it("opens a node with Enter and a group with Space", async () => {
    const user = userEvent.setup();
    const onSelect = vi.fn();
    render(<Page onSelect={onSelect} />);
    const group = await screen.findByRole("treeitem", { name: /^prepare/ });
    group.focus();
    await user.keyboard("{Enter}");
    expect(onSelect).toHaveBeenCalledWith("prepare");
    await user.keyboard(" ");
    await waitFor(() =>
      expect(screen.getByRole("treeitem", { name: /^prepare/ }).getAttribute("aria-expanded")).toBe("false"),
    );
    expect(itemNames()).toEqual(["load", "prepare", "train", "check"]);
    // At 10,000 nodes the elements of closed groups would cost more than the drawing.
    expect(document.querySelectorAll('[data-node-id^="prepare/"]')).toHaveLength(0);
    await user.keyboard(" ");
    await waitFor(() =>
      expect(document.querySelectorAll('[data-node-id="prepare/first"][data-phase="running"]')).not.toHaveLength(0),
    );
  });

  it("follows a phase", async () => {
    const { rerender } = render(<Page />);
    await screen.findByRole("treeitem", { name: /^train, Queued/ });
    rerender(<Page tree={treeOf([...ROWS, aNodeRow({ nodeId: "train", phase: "failed" })])} />);
    expect(await screen.findByRole("treeitem", { name: /^train, Failed/ })).toBeTruthy();
  });
});
