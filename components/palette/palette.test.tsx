// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ToastProvider } from "@/components/ui/toast";
import { makeQueryClient } from "@/lib/client/make-query-client";
import type { Execution } from "@/lib/core/execution";
import { anExecution, anExecutionRef } from "@/lib/testing/builders";
import type { PaletteAction } from "./palette-actions";
import { PaletteField } from "./palette-field";
import { setPaletteOpen } from "./palette-open";
import { usePaletteActions } from "./use-palette-actions";
import { rememberVisit, visitedRuns } from "./visits";

const { push, params } = vi.hoisted(() => ({ push: vi.fn(), params: { current: {} } }));
vi.mock("next/navigation", () => ({
  useRouter: () => ({ push }),
  useParams: () => params.current,
}));

configure({ asyncUtilTimeout: 8_000 });

const inScope = { project: "flytesnacks", domain: "development" };

beforeEach(() => {
  localStorage.clear();
  push.mockReset();
  params.current = inScope;
});
afterEach(() => {
  cleanup();
  setPaletteOpen(false);
  vi.unstubAllGlobals();
});

type Answers = {
  executions?: (url: URL) => Response;
  execution?: (name: string) => Response;
  plans?: () => Response;
  terminate?: (body: unknown) => Response;
};

const notFound = () =>
  Response.json({ problem: { code: "not_found", message: "gone", requestId: null } }, { status: 404 });
const listed = (items: Execution[], nextToken: string | null = null) => Response.json({ items, nextToken });
const named = (name: string, part: Partial<Execution> = {}) => anExecution({ ref: anExecutionRef(name), ...part });
const projects = [
  { id: "flytesnacks", name: "Snacks", description: "", domains: [{ id: "production", name: "production" }] },
];

function show(answers: Answers = {}, actions: PaletteAction[] = []) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    const url = new URL(path, "http://h");
    asked.push(path);
    const last = url.pathname.split("/").at(-1) ?? "";
    const answer = {
      projects: () => Response.json(projects),
      launchPlans: () => answers.plans?.() ?? Response.json([]),
      executions: () => answers.executions?.(url) ?? listed([]),
      terminate: () => answers.terminate?.(init?.body) ?? new Response(null, { status: 204 }),
    };
    if (last in answer) return new Map(Object.entries(answer)).get(last)?.() ?? notFound();
    return answers.execution?.(last) ?? notFound();
  });
  const queries = makeQueryClient();
  queries.setDefaultOptions({ queries: { retry: false } });
  render(
    <QueryClientProvider client={queries}>
      <ToastProvider>
        <PaletteField />
        <Page actions={actions} />
      </ToastProvider>
    </QueryClientProvider>,
  );
  return { asked };
}

function Page({ actions }: { actions: PaletteAction[] }) {
  usePaletteActions(actions);
  return <input aria-label="On the page" />;
}

async function open() {
  await userEvent.keyboard("{Control>}k{/Control}");
  return screen.findByRole("combobox");
}

const group = (name: string) => within(screen.getByRole("group", { name }));
const selected = () => screen.getByRole("option", { selected: true }).textContent;

describe("the palette", () => {
  it("opens by key over a field, walks all groups by arrows, Home and End, and gives the focus back", async () => {
    show({ executions: () => listed([named("abc-1")]), plans: () => Response.json([{ name: "eta.train" }]) });
    screen.getByRole("textbox").focus();
    const field = await open();
    await waitFor(() => expect(group("Executions").getAllByRole("option")).toHaveLength(1));
    await screen.findByRole("option", { name: /Snacks/ });
    const first = selected();
    await userEvent.keyboard("{End}");
    expect(selected()).toContain("Snacks");
    expect(field.getAttribute("aria-activedescendant")).toBe(screen.getByRole("option", { selected: true }).id);
    await userEvent.keyboard("{ArrowDown}");
    expect(selected()).toBe(first);
    await userEvent.keyboard("{ArrowUp}{Home}");
    expect(selected()).toBe(first);
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox")));
    expect(screen.queryByRole("combobox")).toBeNull();
  });

  it("finds executions by name at the server and goes to one", async () => {
    const { asked } = show({
      executions: (url) => (url.searchParams.get("name") === "zz" ? listed([named("zz-9")], "9") : listed([])),
    });
    await userEvent.type(await open(), "zz");
    const found = await screen.findByRole("option", { name: /zz-9/ });
    expect(group("Executions").getByText(/there are more/)).toBeDefined();
    expect(asked.some((url) => url.includes("name=z&"))).toBe(false);
    await userEvent.click(found);
    expect(push).toHaveBeenCalledWith("/projects/flytesnacks/domains/development/executions/zz-9");
  });

  it("goes to the page of a pasted address of any host", async () => {
    show();
    await userEvent.click(await open());
    await userEvent.paste("https://flyte.corp/console/projects/p/domains/d/executions/e1/nodeId/n0/nodes");
    await userEvent.keyboard("{Enter}");
    expect(push).toHaveBeenCalledWith("/projects/p/domains/d/executions/e1/nodeId/n0/nodes");
  });

  it("says which source failed and asks it again, while the others are there", async () => {
    let fails = true;
    show({
      plans: () =>
        fails
          ? Response.json({ problem: { code: "unavailable", message: "no Flyte", requestId: null } }, { status: 503 })
          : Response.json([{ name: "eta.train" }]),
    });
    await open();
    await screen.findByText("Entities could not be read: no Flyte (unavailable)");
    expect(await screen.findByRole("option", { name: /Snacks/ })).toBeDefined();
    fails = false;
    await userEvent.click(screen.getByRole("option", { name: "Try again to read entities" }));
    await userEvent.click(await screen.findByRole("option", { name: /eta\.train/ }));
    expect(push).toHaveBeenCalledWith("/projects/flytesnacks/domains/development/launch?launch_plan=eta.train");
  });

  it("counts what it leaves out", async () => {
    const plans = Array.from({ length: 340 }, (_, at) => ({ name: `eta.plan_${at}` }));
    show({ plans: () => Response.json(plans) });
    await userEvent.type(await open(), "eta.plan");
    expect(await screen.findByText("8 of 340 shown: type more to narrow")).toBeDefined();
    await userEvent.type(screen.getByRole("combobox"), "_nothing at all");
    expect(await screen.findByText("Nothing matches “eta.plan_nothing at all”")).toBeDefined();
  });

  it("runs a verb of the page after it has closed", async () => {
    const run = vi.fn(() => expect(screen.queryByRole("combobox")).toBeNull());
    show({}, [{ id: "fit", label: "Fit the graph", run }]);
    await userEvent.type(await open(), "fit gra{Enter}");
    await waitFor(() => expect(run).toHaveBeenCalledOnce());
  });

  it("terminates the execution in view with a reason", async () => {
    params.current = { ...inScope, execution: "run-1" };
    const bodies: unknown[] = [];
    show({
      execution: () => Response.json(named("run-1", { phase: "running" })),
      terminate: (body) => {
        bodies.push(body);
        return new Response(null, { status: 204 });
      },
    });
    await open();
    await screen.findByRole("option", { name: /Terminate/ });
    expect(screen.queryByRole("option", { name: /Recover/ })).toBeNull();
    await userEvent.type(screen.getByRole("combobox"), "stop{Enter}");
    await userEvent.type(await screen.findByRole("textbox", { name: "Reason" }), "wrong data{Enter}");
    await screen.findByText("run-1 is being aborted");
    expect(bodies).toEqual([JSON.stringify({ cause: "wrong data" })]);
  });

  it("keeps what this browser opened, as it is now, without what is gone", async () => {
    for (const name of ["gone-1", "kept-1"]) rememberVisit({ ...anExecutionRef(name), project: "other" });
    show({
      execution: (name) =>
        name === "kept-1"
          ? Response.json(anExecution({ ref: { ...anExecutionRef(name), project: "other" }, phase: "failed" }))
          : notFound(),
    });
    await open();
    await screen.findByRole("option", { name: /Failed.*kept-1/ });
    expect(screen.queryByRole("option", { name: /gone-1/ })).toBeNull();
  });
});

describe("visits", () => {
  it("hold the last twenty, each once, and survive rubbish in storage", () => {
    for (let at = 0; at < 30; at += 1) rememberVisit(anExecutionRef(`run-${at % 25}`));
    expect(visitedRuns().map(({ name }) => name)[0]).toBe("run-4");
    expect(visitedRuns()).toHaveLength(20);
    for (const rubbish of ["{", "{}", '[1,null,"a"]']) {
      localStorage.setItem("contrail.visits", rubbish);
      expect(visitedRuns()).toEqual([]);
    }
  });
});
