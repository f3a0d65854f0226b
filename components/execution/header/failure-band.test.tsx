// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { LastSuccess } from "@/lib/core/history/types";
import { aNodeRow, anExecution, anExecutionRef } from "@/lib/testing/builders";
import { Findings } from "../findings";
import { nextFailure, useTriage } from "../use-triage";

const node = (specNodeId: string, part: Partial<TreeNode> = {}): TreeNode => ({
  path: specNodeId,
  specNodeId,
  name: specNodeId,
  kind: "task",
  phase: "succeeded",
  graphNode: null,
  row: null,
  graph: null,
  children: null,
  earlier: [],
  ...part,
});

const failed = (id: string, message: string, endedMs: number): TreeNode =>
  node(id, {
    phase: "failed",
    row: aNodeRow({
      nodeId: id,
      specNodeId: id,
      phase: "failed",
      startedMs: 1_000,
      durationMs: endedMs - 1_000,
      error: { code: "USER:ValueError", message, kind: "user", cut: false },
    }),
  });

const execution = anExecution({ phase: "failed", createdMs: 10_000_000, durationMs: 1_000 });
const success: LastSuccess = {
  execution: anExecution({ ref: anExecutionRef("good"), createdMs: 2_200_000, phase: "succeeded" }),
  version: { label: "Version", was: "v1", is: "v2" },
  settings: [],
  inputs: [{ label: "trips", was: "4000", is: "50" }],
  slower: [{ specNodeId: "fit", wasMs: 1_000, isMs: 61_000 }],
};

function Page({ tree, onOpen, onNext }: { tree: TreeNode[]; onOpen: () => void; onNext: () => void }) {
  const triage = useTriage(execution.ref, tree, true);
  return (
    <Findings
      execution={execution}
      triage={triage}
      tree={tree}
      counts={{ failed: 1, aborted: 2, not_run: 9 }}
      ended
      selectedPath={null}
      onOpen={onOpen}
      onNext={onNext}
    />
  );
}

function show(tree: TreeNode[], answer: { success: LastSuccess | null } = { success }) {
  vi.stubGlobal("fetch", async () => Response.json(answer));
  const calls = { onOpen: vi.fn(), onNext: vi.fn() };
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Page tree={tree} {...calls} />
    </QueryClientProvider>,
  );
  return calls;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the failure band", () => {
  it("names the cause, whose fault it is, what follows, and what the last success did differently", async () => {
    const { onOpen } = show([failed("fit", "ValueError: learning rate diverged", 5_000), node("rest")]);
    const band = screen.getByRole("region", { name: "First failure" });
    expect(band.textContent).toMatch(/fit failed: .*ValueError.*user error/);
    expect(band.textContent).toContain("Consequence: 2 aborted, 9 not run.");
    expect((await screen.findByRole("link", { name: "good" })).getAttribute("href")).toContain("/executions/good");
    expect(band.textContent).toContain("2h 10m earlier");
    expect(screen.getByRole("link", { name: "Compare with it" }).getAttribute("href")).toContain("good");
    await userEvent.click(screen.getByRole("button", { name: /version, 1 input, 1 slower node/ }));
    expect(screen.getByText("trips").parentElement?.textContent).toContain("4000 → 50");
    await userEvent.click(screen.getByRole("button", { name: "Open node" }));
    expect(onOpen).toHaveBeenCalledWith("fit");
  });

  it("says that a run never succeeded before", async () => {
    show([failed("fit", "ValueError: x", 5_000)], { success: null });
    expect(await screen.findByText("It never succeeded before.")).toBeTruthy();
  });

  it("counts the nodes of each cause where there are several", async () => {
    const tree = [
      failed("a", "RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB", 3_000),
      failed("b", "RuntimeError: CUDA out of memory. Tried to allocate 4.10 GiB", 4_000),
      failed("c", "ModuleNotFoundError: No module named 'xgboost'", 5_000),
    ];
    const { onNext } = show(tree);
    const list = screen.getByRole("list", { name: "Failures by cause" });
    expect(list.textContent).toMatch(/2 of 3 failed nodes/);
    expect(list.textContent).toMatch(/1 of 3 failed nodes.*xgboost/);
    await userEvent.click(screen.getByRole("button", { name: /Next failure/ }));
    expect(onNext).toHaveBeenCalledOnce();
  });
});

describe("nextFailure", () => {
  it("goes round, and begins with the first", () => {
    const failures = [failed("a", "x", 1), failed("b", "y", 2)];
    expect(nextFailure(failures, null)?.path).toBe("a");
    expect(nextFailure(failures, "a")?.path).toBe("b");
    expect(nextFailure(failures, "b")?.path).toBe("a");
    expect(nextFailure([], "b")).toBeNull();
  });
});
