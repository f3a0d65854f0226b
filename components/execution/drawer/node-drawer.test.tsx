// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildTree } from "@/lib/core/graph/build-tree";
import type { NodeRow } from "@/lib/core/node";
import { aNodeRow, anAttempt, anExecution, anExecutionRef } from "@/lib/testing/builders";
import { NodeDrawer, type NodeDrawerProps } from "./node-drawer";

const execution = anExecutionRef();

function treeNode(row: NodeRow) {
  const [node] = buildTree({ graph: null, rows: [row], dynamicGraphs: {}, ended: false });
  if (node === undefined) throw new Error("the row gave no node");
  return node;
}

function show(part: Partial<NodeDrawerProps> = {}) {
  const props: NodeDrawerProps = {
    execution,
    run: null,
    node: treeNode(aNodeRow()),
    liveAttempts: [],
    ended: true,
    waiting: null,
    settled: false,
    nowMs: 60_000,
    tab: "overview",
    attempt: null,
    onTab: vi.fn(),
    onAttempt: vi.fn(),
    onClose: vi.fn(),
    ...part,
  };
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <NodeDrawer {...props} />
    </QueryClientProvider>,
  );
  return props;
}

const answers = new Map<string, unknown>();
beforeEach(() => {
  vi.stubGlobal("fetch", async (url: string) => {
    for (const [part, body] of answers) if (url.includes(part)) return Response.json(body);
    return Response.json({ problem: { code: "internal", message: "no answer", requestId: "r1" } }, { status: 500 });
  });
});
afterEach(() => {
  cleanup();
  answers.clear();
  vi.unstubAllGlobals();
});

describe("NodeDrawer", () => {
  it("is named after the node and carries its path", () => {
    show({ node: treeNode(aNodeRow({ nodeId: "fit" })) });
    const drawer = screen.getByRole("complementary", { name: /fit/ });
    expect(drawer.getAttribute("data-node-id")).toBe("fit");
    expect(drawer.hasAttribute("data-phase")).toBe(false);
  });

  it("lists attempts from 1 and shows the error of the last in full", () => {
    const message = `Traceback (most recent call last):\n${"  frame\n".repeat(60)}ValueError: diverged`;
    show({
      liveAttempts: [
        anAttempt({ number: 0, phase: "failed", durationMs: 5_000 }),
        anAttempt({
          number: 1,
          phase: "failed",
          error: { code: "USER:ValueError", message, kind: "user", cut: false },
        }),
      ],
    });
    const attempts = within(screen.getByRole("list", { name: "Attempts" }));
    expect(attempts.getByText("Attempt 1")).toBeTruthy();
    expect(attempts.getByText("Attempt 2")).toBeTruthy();
    expect(screen.getByText(/ValueError: diverged/).textContent).toBe(message);
    expect(screen.getByText("user error")).toBeTruthy();
  });

  it("folds repeated reasons and makes links of http addresses only", () => {
    show({
      liveAttempts: [
        anAttempt({
          reasons: [
            { atMs: 1_000, message: "waiting for quota" },
            { atMs: 4_000, message: "waiting for quota" },
            { atMs: 5_000, message: "started" },
          ],
          logs: [
            { name: "Pod log", uri: "https://logs.example.org/a" },
            { name: "Odd", uri: "javascript:alert(1)" },
          ],
        }),
      ],
    });
    expect(screen.getByRole("list", { name: "What happened" }).textContent).toContain("waiting for quota × 2, over 3s");
    expect(screen.getByRole("link", { name: "Pod log" }).getAttribute("rel")).toBe("noopener noreferrer");
    expect(screen.queryByRole("link", { name: "Odd" })).toBeNull();
  });

  it("fetches an error that the list has cut", async () => {
    const cut = { code: "USER:ValueError", message: "the beg", kind: "user" as const, cut: true };
    const row = aNodeRow({ phase: "failed", error: cut });
    answers.set("/nodes/n0", { ...row, error: { ...cut, message: "the beginning and the end", cut: false } });
    show({ node: treeNode(row) });
    expect(await screen.findByText("the beginning and the end")).toBeTruthy();
  });

  it("asks anew for attempts that stand still although the node has ended", async () => {
    // The drawer used to show an attempt as running for ever when it was closed before the node ended and opened later.
    answers.set("/attempts", [anAttempt({ phase: "succeeded", durationMs: 0 })]);
    show({ liveAttempts: [anAttempt({ phase: "running" })] });
    expect(await screen.findByText("under 1s")).toBeTruthy();
    expect(screen.queryByText("Running")).toBeNull();
  });

  it("shows the items of a map task as a field, whose marks narrow the table down", async () => {
    HTMLCanvasElement.prototype.getContext = () => null;
    const item = { retryAttempt: 0, externalId: "", cacheStatus: "disabled" as const, logs: [] };
    const items = [
      { ...item, index: 0, phase: "succeeded" as const },
      { ...item, index: 1, phase: "failed" as const },
      { ...item, index: 2, phase: "succeeded" as const },
    ];
    show({ liveAttempts: [anAttempt({ items })] });
    const table = screen.getByRole("table", { name: "Items of the map task" });
    expect(table.getAttribute("aria-rowcount")).toBe("3");
    await userEvent.click(screen.getByRole("button", { name: "1 failed" }));
    expect(table.getAttribute("aria-rowcount")).toBe("1");
    await userEvent.click(screen.getByRole("button", { name: "Show all" }));
    expect(table.getAttribute("aria-rowcount")).toBe("3");
  });

  it("says that outputs could not be read instead of showing none", async () => {
    answers.set("/data", {
      inputs: { state: "none" },
      outputs: { state: "unavailable", uri: "s3://b/o" },
      dynamicGraph: null,
    });
    show({ tab: "outputs" });
    expect(await screen.findByText(/could not be read.*s3:\/\/b\/o/)).toBeTruthy();
  });

  describe("with what the task declares", () => {
    const model = { name: "model", type: { kind: "simple", simple: "string" }, description: "Where it was put" };
    const attempts = [anAttempt({ phase: "succeeded" })];
    const ask = (outputs: unknown, phase: NodeRow["phase"]) => {
      answers.set("/data", { inputs: { state: "none" }, outputs, dynamicGraph: null });
      answers.set("/task/", { inputs: [model], outputs: [model] });
      show({ tab: "outputs", liveAttempts: attempts, node: treeNode(aNodeRow({ phase })) });
    };

    it("tells outputs that could not be read from outputs that never came", async () => {
      ask({ state: "none" }, "succeeded");
      expect(await screen.findByText(/could not be read: the interface declares 1 \(model\)/)).toBeTruthy();
      cleanup();
      ask({ state: "none" }, "failed");
      expect(await screen.findByText("No outputs.")).toBeTruthy();
    });

    it("tells the description of a value", async () => {
      const value = { kind: "string", value: "s3://b/m" };
      ask({ state: "present", values: [{ name: "model", value }] }, "succeeded");
      expect(await screen.findByText("Where it was put", { exact: false })).toBeTruthy();
    });
  });

  it("shows a failed question in its own panel", async () => {
    show({ tab: "inputs" });
    expect((await screen.findByRole("alert")).textContent).toContain("no answer");
  });

  it("says where the time went, in parts that sum", () => {
    const row = aNodeRow({ phase: "succeeded", createdMs: 1_000, startedMs: 2_000, durationMs: 9_000 });
    const attempt = anAttempt({ phase: "succeeded", createdMs: 2_000, startedMs: 4_000, updatedMs: 10_000 });
    show({ node: treeNode(row), liveAttempts: [attempt], tab: "timing" });
    const rows = within(screen.getByRole("table", { name: "Time by part" })).getAllByRole("row");
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      "Queued1.0s10.0 %",
      "Setup2.0s20.0 %",
      "User code6.0s60.0 %",
      "Teardown1.0s10.0 %",
      "Sum10.0s100 %",
    ]);
  });

  it("flags a node that takes longer than in its last runs", async () => {
    const run = (name: string, durationMs: number) => ({
      execution: anExecutionRef(name),
      version: "v1",
      executionPhase: "succeeded",
      createdMs: 1,
      node: {
        state: "present",
        phase: "succeeded",
        startedMs: 1,
        durationMs,
        attempts: 1,
        cacheStatus: "disabled",
        errorCode: "",
      },
    });
    const broken = {
      ...run("broken", 0),
      node: { state: "failed", problem: { code: "timeout", message: "m", requestId: "r" } },
    };
    answers.set("/history", [run("now", 34_000), ...["a", "b", "c", "d"].map((name) => run(name, 10_000)), broken]);
    show({ tab: "history" });
    expect((await screen.findByText(/Slower: 3.4 × its usual time/)).parentElement?.textContent).toContain("10s");
    expect(screen.getByRole("link", { name: "a" }).getAttribute("href")).toContain("/executions/a");
    expect(screen.getByText("could not be read (timeout)")).toBeTruthy();
  });

  it("offers the deck only where the task wrote one, in a frame", () => {
    show();
    expect(screen.queryByRole("tab", { name: "Deck" })).toBeNull();
    cleanup();
    show({ node: treeNode(aNodeRow({ nodeId: "fit", deckUri: "s3://b/deck.html" })), tab: "deck" });
    expect(screen.getByTitle("Deck of fit").getAttribute("src")).toContain("/nodes/fit/deck");
  });

  it("tells what the workflow and the run set over the task's own settings", async () => {
    const ref = { connection: "default", kind: "task", project: "p", domain: "d", name: "fit", version: "v1" };
    answers.set("/task/", {
      ref,
      type: "python-task",
      inputs: [],
      outputs: [],
      retries: 0,
      timeoutMs: null,
      cacheable: true,
      cacheVersion: "2",
      generatesDeck: false,
      image: "ghcr.io/eta:1",
      resources: { requests: { cpu: "2" }, limits: {} },
      environment: { SEED: "1" },
    });
    const run = anExecution({ envs: { SEED: "7" }, overwriteCache: true, interruptible: true });
    show({ tab: "task", run, liveAttempts: [anAttempt()] });
    expect((await screen.findByText("Environment")).parentElement?.textContent).toContain("SEED=7, set by the run");
    expect(screen.getByText("Interruptible").parentElement?.textContent).toContain("yes, set by the run");
    expect(screen.getByText("Cache").parentElement?.textContent).toContain("this run overwrites it");
  });

  it("switches tabs and closes", async () => {
    const props = show();
    await userEvent.click(screen.getByRole("tab", { name: "Logs" }));
    expect(props.onTab).toHaveBeenCalledWith("logs");
    await userEvent.click(screen.getByRole("button", { name: "Close" }));
    expect(props.onClose).toHaveBeenCalledOnce();
  });
});
