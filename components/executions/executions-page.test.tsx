// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeQueryClient } from "@/lib/client/make-query-client";
import type { Problem } from "@/lib/core/errors";
import type { Execution } from "@/lib/core/execution";
import { anExecution } from "@/lib/testing/builders";
import { ExecutionsPage } from "./executions-page";

const scope = { connection: "default", project: "p", domain: "d" };
const unavailable: Problem = { code: "unavailable", message: "FlyteAdmin refused", requestId: "r-1" };

// The list refreshes every two seconds, and the machine may be busy.
configure({ asyncUtilTimeout: 8_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const named = (name: string, parts: Partial<Execution> = {}) => anExecution({ ref: { ...scope, name }, ...parts });
const pageOf =
  (items: Execution[], nextToken: string | null = null) =>
  () =>
    Response.json({ items, nextToken });
const failing = () => Response.json({ problem: unavailable }, { status: 503 });

type Answer = (url: string) => Response | Promise<Response>;

function show(
  answer: Answer,
  { search = "", firstProblem = null }: { search?: string; firstProblem?: Problem | null } = {},
) {
  const asked: string[] = [];
  let current = answer;
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return current(url);
  });
  const queries = makeQueryClient();
  queries.setDefaultOptions({ queries: { retry: false } });
  render(
    <QueryClientProvider client={queries}>
      <NuqsTestingAdapter searchParams={search} hasMemory>
        <ExecutionsPage scope={scope} firstProblem={firstProblem} />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  return {
    asked,
    user: userEvent.setup(),
    answerWith: (next: Answer) => {
      current = next;
    },
  };
}

describe("ExecutionsPage", () => {
  it("shows that it loads, and neither an empty list nor an error", () => {
    show(() => new Promise<Response>(() => {}));
    expect(screen.getByRole("region", { name: "Loading executions" })).toBeDefined();
    expect(screen.queryByText(/no executions/i)).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("says that nothing has run, with the way to start", async () => {
    show(pageOf([]));
    expect(await screen.findByRole("heading", { name: "No executions in p / d" })).toBeDefined();
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("says that the filter matches nothing, and clears it", async () => {
    const { user, answerWith } = show(pageOf([]), { search: "?name=zzz" });
    await screen.findByText("No executions match");
    answerWith(pageOf([named("a1")]));
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(await screen.findByRole("link", { name: "a1" })).toBeDefined();
  });

  it("says what failed, and recovers by itself", async () => {
    const { answerWith } = show(failing);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("unavailable");
    expect(alert.textContent).toContain("r-1");
    expect(screen.queryByText(/no executions/i)).toBeNull();
    answerWith(pageOf([named("a1")]));
    expect(await screen.findByRole("link", { name: "a1" })).toBeDefined();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows at once why the server had no rows", () => {
    show(() => new Promise<Response>(() => {}), { firstProblem: unavailable });
    expect(screen.getByRole("alert").textContent).toContain("unavailable");
  });

  it("keeps the rows with their age while Flyte is away", async () => {
    const { answerWith } = show(pageOf([named("a1", { phase: "running", durationMs: null })]));
    await screen.findByRole("link", { name: "a1" });
    answerWith(failing);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(/No news for .*Shown as of/);
    expect(screen.getByRole("link", { name: "a1" })).toBeDefined();
    expect(screen.getByText("Was running")).toBeDefined();
  });

  it("asks for what the URL says", async () => {
    const { asked } = show(pageOf([]), { search: "?phase=failed&phase=aborted&sort=duration&desc=false" });
    await screen.findByText("No executions match");
    expect(asked[0]).toContain("phase=failed&phase=aborted&sort=duration&descending=false");
  });

  it("narrows by phase and sorts by a head", async () => {
    const { asked, user } = show(pageOf([named("a1")]));
    await screen.findByRole("link", { name: "a1" });
    await user.click(screen.getByRole("button", { name: "Failed" }));
    await waitFor(() => expect(asked.at(-1)).toContain("phase=failed"));
    await user.click(screen.getByRole("button", { name: "Duration" }));
    await waitFor(() => expect(asked.at(-1)).toContain("sort=duration"));
    expect(screen.getByRole("columnheader", { name: "Duration" }).getAttribute("aria-sort")).toBe("descending");
  });

  it("refuses a name that Flyte cannot look for", async () => {
    const { user } = show(pageOf([named("a1")]));
    await user.type(await screen.findByRole("textbox", { name: "Find by execution name" }), "a,b");
    expect(screen.getByText("Flyte cannot look for , + or ;")).toBeDefined();
  });

  it("compares two to twenty selected runs and says why not one", async () => {
    const { user } = show(pageOf(["a1", "a2", "a3", "a4"].map((name) => named(name))));
    await user.click(await screen.findByRole("checkbox", { name: /a1/ }));
    expect(screen.getByRole("button", { name: "Compare 1" }).getAttribute("aria-disabled")).toBe("true");
    await user.keyboard("{Shift>}");
    await user.click(screen.getByRole("checkbox", { name: /a3/ }));
    await user.keyboard("{/Shift}");
    const href = screen.getByRole("link", { name: "Compare 3" }).getAttribute("href");
    expect(new URLSearchParams(href?.split("?")[1]).getAll("run")).toEqual(["p/d/a1", "p/d/a2", "p/d/a3"]);
  });

  it("goes to the next page and back, with honest counts", async () => {
    const { asked, user } = show((url) =>
      (url.includes("token=50") ? pageOf([named("b1")]) : pageOf([named("a1")], "50"))(),
    );
    expect((await screen.findAllByText("1 shown, more follow")).length).toBeGreaterThan(0);
    await user.click(screen.getByRole("button", { name: "Next" }));
    expect(await screen.findByRole("link", { name: "b1" })).toBeDefined();
    expect(asked.at(-1)).toContain("token=50");
    expect(screen.getAllByText("1 shown, the last page").length).toBeGreaterThan(0);
    await user.click(screen.getByRole("button", { name: "Previous" }));
    expect(await screen.findAllByText("1 shown, more follow")).not.toEqual([]);
    expect(screen.getByRole("link", { name: "a1" })).toBeDefined();
  });

  it("does not move rows under the pointer, and counts newcomers", async () => {
    const { user, answerWith } = show(pageOf([named("a1", { phase: "running" })]));
    await user.hover(await screen.findByRole("link", { name: "a1" }));
    answerWith(pageOf([named("a2"), named("a1", { phase: "succeeded" })]));
    const newcomers = await screen.findByRole("button", { name: "1 new" });
    expect(screen.queryByRole("link", { name: "a2" })).toBeNull();
    expect(within(screen.getByRole("table")).getByText("Succeeded")).toBeDefined();
    await user.click(newcomers);
    expect(await screen.findByRole("link", { name: "a2" })).toBeDefined();
  });

  it("shows hostile and long texts as text", async () => {
    const message = `<img src=x onerror=alert(1)>${"x".repeat(5_000)}`;
    const error = { code: "E", message, kind: "user" as const, cut: true };
    show(pageOf([named("a1", { phase: "failed", error, abort: null })]));
    expect(await screen.findByText(message)).toBeDefined();
    expect(document.querySelector("img")).toBeNull();
  });

  it("asks once for the cause of a failed run whose traceback the list cuts", async () => {
    const cut = { code: "USER:ValueError", message: "Trace:\n\n  Traceback (most", kind: "user" as const, cut: true };
    const run = named("a1", { phase: "failed", error: cut, durationMs: 5 });
    const whole = {
      ...run,
      error: { ...cut, message: `${cut.message} …\n\nMessage:\n\n  ValueError: diverged`, cut: false },
    };
    const { asked } = show((url) => (url.endsWith("/a1") ? Response.json(whole) : pageOf([run])()));
    expect(await screen.findByText("diverged")).toBeDefined();
    expect(asked.filter((url) => url.endsWith("/a1")).length).toBe(1);
  });

  it("shows a full page of fifty runs, each a link and a checkbox", async () => {
    show(pageOf(Array.from({ length: 50 }, (_, index) => named(`run${String(index).padStart(2, "0")}`))));
    expect((await screen.findAllByRole("link", { name: /^run\d\d$/ })).length).toBe(50);
    expect(screen.getAllByRole("checkbox", { name: /^Select run/ }).length).toBe(50);
  });
});
