// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildTree } from "@/lib/core/graph/build-tree";
import type { GraphNode, WorkflowGraph } from "@/lib/core/graph/types";
import type { NodeRow } from "@/lib/core/node";
import type { Window } from "@/lib/core/time/wall-clock-path";
import { aNodeRow, anAttempt, anExecution } from "@/lib/testing/builders";
import { TimelineView, type TimelineViewProps } from "./timeline-view";

const START = Date.UTC(2026, 10, 23, 9, 2, 11);
const MINUTE = 60_000;

// Nothing has a size in jsdom: without one the list would draw no row.
beforeEach(() => {
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(1_064);
});
afterEach(cleanup);

const entity = { connection: "default", kind: "task" as const, project: "p", domain: "d", name: "t", version: "1" };
const task = (id: string): GraphNode => ({
  id,
  name: id,
  cacheable: false,
  retries: 0,
  timeoutMs: null,
  interruptible: null,
  bindings: [],
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
const group = (id: string, graph: WorkflowGraph): GraphNode => ({
  ...task(id),
  kind: "sub_workflow",
  workflow: { ...entity, kind: "workflow" },
  graph,
});

const GRAPH = graphOf(
  [
    task("load"),
    group("prepare", graphOf([task("first"), task("second")], [["first", "second"]])),
    task("check"),
    task("train"),
  ],
  [
    ["load", "prepare"],
    ["load", "check"],
    ["prepare", "train"],
    ["check", "train"],
  ],
);

const row = (nodeId: string, from: number, to: number, part: Partial<NodeRow> = {}): NodeRow =>
  aNodeRow({
    nodeId,
    createdMs: START + from * MINUTE,
    startedMs: START + from * MINUTE,
    durationMs: (to - from) * MINUTE,
    updatedMs: START + to * MINUTE,
    ...part,
  });

const ROWS = [
  row("load", 0, 2),
  row("prepare", 2, 20, { isParent: true }),
  row("x1", 2, 8, { specNodeId: "first", parentId: "prepare" }),
  row("x2", 8, 20, { specNodeId: "second", parentId: "prepare" }),
  row("check", 2, 6),
  row("train", 20, 30),
];

const treeOf = (rows: NodeRow[], ended = true, graph: WorkflowGraph | null = GRAPH) =>
  buildTree({ graph, rows, dynamicGraphs: {}, ended });
const ENDED = anExecution({ phase: "succeeded", startedMs: START, durationMs: 30 * MINUTE });

function Page(props: Partial<TimelineViewProps>) {
  const [selectedPath, onSelect] = useState<string | null>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set(["prepare"]));
  const [range, onWindow] = useState<Window | null>(null);
  return (
    <>
      <output>{selectedPath}</output>
      <TimelineView
        run={ENDED}
        tree={treeOf(ROWS)}
        graph={GRAPH}
        attempts={{}}
        expanded={expanded}
        selectedPath={selectedPath}
        nowMs={START + 90 * MINUTE}
        zone="utc"
        window={range}
        onWindow={onWindow}
        onSelect={onSelect}
        onToggle={(path) => {
          const next = new Set(expanded);
          if (!next.delete(path)) next.add(path);
          setExpanded(next);
        }}
        {...props}
      />
    </>
  );
}

const rowOf = (name: RegExp): HTMLElement => screen.getByRole("row", { name });
const nodeRows = (): (string | null)[] =>
  screen.getAllByRole("row").flatMap((each) => each.getAttribute("data-node-id") ?? []);

describe("TimelineView", () => {
  it("shows the tree in its order, each row with its phase, its time and its parts", () => {
    render(<Page />);
    expect(nodeRows()).toEqual(["load", "prepare", "prepare/first", "prepare/second", "check", "train"]);
    const train = rowOf(/train/);
    expect(train.dataset.phase).toBe("succeeded");
    expect(within(train).getByText("09:22:11 to 09:32:11, User code 10m 00s, on the critical path")).toBeDefined();
    expect(rowOf(/first/).getAttribute("aria-level")).toBe("2");
  });

  it("says where the time went, in parts that sum, and what it does not know", () => {
    render(<Page />);
    const where = screen.getByRole("region", { name: "Where the time went" });
    expect(within(where).getByRole("heading", { name: "Where the 30m 00s went" })).toBeDefined();
    expect(within(where).getByRole("listitem").textContent).toBe("User code 30m 00s100.0 %");
    expect(where.textContent).toContain("failed attempts of 4 of 4 nodes count as user code");
  });

  it("tells setup and failed attempts where the attempts are known", () => {
    const at = (minutes: number) => START + minutes * MINUTE;
    const attempts = {
      train: [
        anAttempt({ phase: "failed", createdMs: at(20), startedMs: at(21), updatedMs: at(23) }),
        anAttempt({ number: 1, phase: "succeeded", createdMs: at(24), startedMs: at(26), updatedMs: at(30) }),
      ],
    };
    render(<Page attempts={attempts} />);
    const parts = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
    expect(parts).toEqual(["Setup 2m 00s6.7 %", "User code 24m 00s80.0 %", "Failed attempts 4m 00s13.3 %"]);
    expect(rowOf(/train/).textContent).toContain("10m 00s, 2 attempts");
  });

  it("tells slack beside nodes that did not decide, and takes path and slack away on demand", async () => {
    render(<Page />);
    expect(rowOf(/check/).textContent).toContain("slack 14m 00s");
    expect(rowOf(/train/).textContent).not.toContain("slack");
    await userEvent.click(screen.getByRole("button", { name: "Critical path" }));
    expect(rowOf(/check/).textContent).not.toContain("slack");
    expect(rowOf(/train/).textContent).not.toContain("critical path");
  });

  it("selects by a click anywhere in a row, and opens groups by theirs", async () => {
    render(<Page />);
    await userEvent.click(within(rowOf(/check/)).getAllByRole("gridcell").at(-1) ?? document.body);
    expect(screen.getByRole("status").textContent).toBe("check");
    expect(rowOf(/check/).getAttribute("aria-selected")).toBe("true");
    await userEvent.click(screen.getByRole("button", { name: "Close prepare" }));
    expect(nodeRows()).toEqual(["load", "prepare", "check", "train"]);
    expect(screen.getByRole("status").textContent).toBe("check");
  });

  it("is walked with the keys of a tree", async () => {
    render(<Page />);
    screen.getByRole("treegrid", { name: "Timeline" }).focus();
    await userEvent.keyboard("jj{ArrowDown}k{Enter}");
    expect(screen.getByRole("status").textContent).toBe("prepare");
    await userEvent.keyboard("{ArrowLeft}");
    expect(rowOf(/prepare/).getAttribute("aria-expanded")).toBe("false");
  });

  it("goes on with the keys from a node that was selected elsewhere", async () => {
    const onSelect = vi.fn();
    const { rerender } = render(<Page selectedPath={null} onSelect={onSelect} />);
    rerender(<Page selectedPath="check" onSelect={onSelect} />);
    screen.getByRole("treegrid", { name: "Timeline" }).focus();
    await userEvent.keyboard("j{Enter}");
    expect(onSelect).toHaveBeenCalledWith("train");
  });

  it("shows a window of time, with the nodes that were worked on in it, moved by keys and taken away", async () => {
    render(<Page />);
    const begin = screen.getByRole("slider", { name: "Begin of the time on view" });
    begin.focus();
    await userEvent.keyboard("{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}");
    expect(begin.getAttribute("aria-valuetext")).toBe("09:14:11");
    expect(nodeRows()).toEqual(["prepare", "prepare/second", "train"]);
    expect(screen.getByText("2 of 5 nodes")).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Show the whole run" }));
    expect(nodeRows()).toHaveLength(6);
  });

  it("grows the bars of a run that goes on, without anything but the clock", () => {
    const running = { phase: "running", durationMs: null } as const;
    const props = {
      run: anExecution({ startedMs: START }),
      tree: treeOf(
        [row("load", 0, 2), row("prepare", 2, 2, { ...running, isParent: true }), row("check", 2, 2, running)],
        false,
      ),
    };
    const { rerender } = render(<Page {...props} nowMs={START + 5 * MINUTE} />);
    expect(rowOf(/check/).textContent).toContain("3m 00s");
    act(() => rerender(<Page {...props} nowMs={START + 5 * MINUTE + 1_000} />));
    expect(rowOf(/check/).textContent).toContain("3m 01s");
    expect(screen.getByRole("heading", { name: "Where the 5m 01s went so far" })).toBeDefined();
  });

  it("names the first failure", () => {
    const rows = [row("load", 0, 2), row("check", 2, 6, { phase: "failed" })];
    render(<Page run={{ ...ENDED, phase: "failed" }} tree={treeOf(rows)} />);
    expect(screen.getByText("first failure 09:08:11")).toBeDefined();
    expect(rowOf(/train/).textContent).toContain("not run");
  });

  it("folds the time in which nothing ran", async () => {
    const rows = [row("load", 0, 2), row("train", 28, 30)];
    render(<Page tree={treeOf(rows)} />);
    const fold = screen.getByRole("button", { name: "Fold idle" });
    await userEvent.click(fold);
    expect(fold.getAttribute("aria-pressed")).toBe("true");
    expect(screen.getByText("26m 00s in which no task ran")).toBeDefined();
  });

  it("stands a run of one node that took no time, and one in which nothing has begun", () => {
    const instant = treeOf([row("only", 0, 0)], true, null);
    render(<Page run={{ ...ENDED, durationMs: 0 }} tree={instant} graph={null} />);
    expect(rowOf(/only/).textContent).toContain("0ms");
    cleanup();
    render(
      <Page
        run={anExecution({ phase: "queued", startedMs: null, createdMs: START })}
        tree={treeOf([], false)}
        nowMs={START}
      />,
    );
    expect(nodeRows()).toHaveLength(6);
    expect(screen.getByText("No node has begun yet.")).toBeDefined();
  });

  it("draws of 12,000 rows those on view", () => {
    const many = Array.from({ length: 12_000 }, (_, index) => row(`n${index}`, index / 1_000, index / 1_000 + 1));
    render(<Page tree={treeOf(many, true, null)} graph={null} />);
    expect(screen.getByRole("treegrid").getAttribute("aria-rowcount")).toBe("12001");
    expect(nodeRows().length).toBeLessThan(100);
  });
});
