// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Execution } from "@/lib/core/execution";
import { anExecution, anExecutionRef } from "@/lib/testing/builders";
import { ExecutionHeader } from "./execution-header";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: vi.fn() }) }));

function show(part: Partial<Execution>, heldMs: number | null = null) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ExecutionHeader execution={anExecution(part)} heldMs={heldMs} canRecover />
    </QueryClientProvider>,
  );
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("ExecutionHeader", () => {
  it("names the workflow shortly and the run in full", () => {
    show({});
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("train_eta_model");
    expect(screen.getByText("run-1")).toBeTruthy();
  });

  it("offers what the phase allows", () => {
    show({ phase: "succeeded", durationMs: 5_000 });
    expect(screen.queryByRole("button", { name: "Terminate…" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Recover" })).toBeNull();
    expect(screen.getByRole("link", { name: "Relaunch" }).getAttribute("href")).toContain("from=run-1");
    cleanup();
    show({ phase: "failed" });
    expect(screen.getByRole("button", { name: "Recover" })).toBeTruthy();
  });

  it("terminates once, with the reason", async () => {
    const bodies: unknown[] = [];
    vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
      bodies.push(init.body);
      await new Promise((resolve) => setTimeout(resolve, 30));
      return new Response(null, { status: 204 });
    });
    show({ phase: "running" });
    await userEvent.click(screen.getByRole("button", { name: "Terminate…" }));
    await userEvent.type(screen.getByLabelText("Reason"), "wrong region");
    const button = screen.getByRole("button", { name: "Terminate" });
    await userEvent.dblClick(button);
    await waitFor(() => expect(screen.queryByLabelText("Reason")).toBeNull());
    expect(bodies).toEqual(['{"cause":"wrong region"}']);
  });

  it("keeps the popover open and says why when Flyte refuses", async () => {
    vi.stubGlobal("fetch", async () =>
      Response.json({ problem: { code: "conflict", message: "it has ended", requestId: "r" } }, { status: 409 }),
    );
    show({ phase: "running" });
    await userEvent.click(screen.getByRole("button", { name: "Terminate…" }));
    await userEvent.type(screen.getByLabelText("Reason"), "x");
    await userEvent.click(screen.getByRole("button", { name: "Terminate" }));
    expect((await screen.findByRole("alert")).textContent).toContain("it has ended");
  });

  it("says that a run was running when its data is stale", () => {
    show({ phase: "running", startedMs: 1_000 }, 61_000);
    expect(screen.getByText("Was running")).toBeTruthy();
    expect(screen.getByText("1m 00s when last seen")).toBeTruthy();
  });

  it("keeps everything else that Flyte tells behind one button", async () => {
    show({ labels: { team: "routing" }, parent: { execution: anExecutionRef("parent-1"), nodeId: "n3" } });
    await userEvent.click(screen.getByRole("button", { name: /more facts/ }));
    expect(screen.getByText("routing", { exact: false })).toBeTruthy();
    expect(screen.getByRole("link", { name: "parent-1 / n3" })).toBeTruthy();
  });
});
