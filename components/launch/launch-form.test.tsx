// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeQueryClient } from "@/lib/client/make-query-client";
import type { Parameter, Value, ValueType } from "@/lib/core/value";
import { anExecution } from "@/lib/testing/builders";
import { type Entries, LaunchForm } from "./launch-form";
import type { SourceRun } from "./use-source-run";

const push = vi.fn<(path: string) => void>();
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));

const int: ValueType = { kind: "simple", simple: "integer" };
const none: ValueType = { kind: "simple", simple: "none" };
const integer = (value: string): Value => ({ kind: "integer", value });
const trips: Parameter = { name: "trips", type: int, description: "", binding: "required" };
const depth: Parameter = {
  name: "depth",
  type: { kind: "union", variants: [int, none] },
  description: "",
  binding: "default",
  value: { kind: "union", variant: none, value: { kind: "none" } },
};
const locked: Parameter = { name: "locked", type: int, description: "", binding: "fixed", value: integer("7") };

const entity = {
  connection: "default",
  kind: "launch_plan",
  project: "flytesnacks",
  domain: "development",
  name: "eta",
  version: "v1",
} as const;

function Page({ source }: { source: SourceRun | null }) {
  const [entries, setEntries] = useState<Entries>({});
  return (
    <LaunchForm
      target={{ entity, parameters: [trips, depth, locked] }}
      source={source}
      entries={entries}
      onEntries={setEntries}
    />
  );
}

const show = (source: SourceRun | null = null) =>
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Page source={source} />
    </QueryClientProvider>,
  );

/** Answers of the BFF, in turn; each call waits until its answer is let go. */
let answers: (() => Response)[] = [];
let bodies: unknown[] = [];
beforeEach(() => {
  answers = [];
  bodies = [];
  push.mockClear();
  vi.stubGlobal("fetch", async (_: string, init: { body: string }) => {
    bodies.push(JSON.parse(init.body));
    await Promise.resolve();
    return answers.shift()?.() ?? Response.json({ ...entity, name: "new-run" });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const refusal = () =>
  Response.json(
    { problem: { code: "invalid", message: "invalid input trips", requestId: "r-1", fields: { trips: "too many" } } },
    { status: 400 },
  );

describe("launching", () => {
  test("sends once, only what was set, and opens the run", async () => {
    const user = userEvent.setup();
    show();
    await user.type(screen.getByLabelText("trips"), "1500");
    await user.dblClick(screen.getByRole("button", { name: "Launch" }));
    await vi.waitFor(() => expect(push).toHaveBeenCalledOnce());
    await user.click(screen.getByRole("button", { name: "Launch" }));
    expect(bodies).toEqual([{ entity, inputs: { trips: integer("1500") }, name: null, from: null }]);
    expect(push).toHaveBeenCalledWith("/projects/flytesnacks/domains/development/executions/new-run");
  });

  test("cannot start without a required value or with a bad one, and says which", async () => {
    const user = userEvent.setup();
    show();
    const button = screen.getByRole("button", { name: "Launch" });
    expect(screen.getByText("trips needs a value")).toBeTruthy();
    await user.click(button);
    await user.type(screen.getByLabelText("trips"), "1.5");
    expect(screen.getByText("Not a whole number: “1.5” has a fraction")).toBeTruthy();
    expect(screen.getByText("trips is invalid")).toBeTruthy();
    await user.click(button);
    expect(bodies).toEqual([]);
  });

  test("a refusal loses nothing typed, stands at its field until that changes, and can be tried again", async () => {
    const user = userEvent.setup();
    answers = [refusal];
    show();
    await user.type(screen.getByLabelText("trips"), "9000");
    await user.type(screen.getByLabelText("Execution name"), "retrain-7");
    await user.click(screen.getByRole("button", { name: "Launch" }));
    expect(within(await screen.findByRole("alert")).getByText("invalid input trips")).toBeTruthy();
    expect(screen.getByText("too many")).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("trips").value).toBe("9000");
    await user.type(screen.getByLabelText("trips"), "{Backspace}");
    expect(screen.queryByText("too many")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Launch" }));
    await vi.waitFor(() => expect(push).toHaveBeenCalledOnce());
    expect(bodies).toMatchObject([
      { inputs: { trips: integer("9000") }, name: "retrain-7" },
      { inputs: { trips: integer("900") }, name: "retrain-7" },
    ]);
  });

  test("an answer that never came is not called a failure", async () => {
    const user = userEvent.setup();
    answers = [
      () => Response.json({ problem: { code: "timeout", message: "no answer", requestId: null } }, { status: 504 }),
    ];
    show();
    await user.type(screen.getByLabelText("trips"), "1");
    await user.click(screen.getByRole("button", { name: "Launch" }));
    expect(await screen.findByText(/It is not known whether the run has started/)).toBeTruthy();
  });

  test("a fixed input is shown and locked, an optional one can be set", async () => {
    const user = userEvent.setup();
    show();
    expect(screen.getByLabelText<HTMLInputElement>("locked")).toMatchObject({ disabled: true, value: "7" });
    await user.type(screen.getByLabelText("trips"), "1");
    await user.click(screen.getByRole("radio", { name: "int" }));
    await user.type(screen.getByLabelText("depth"), "4");
    await user.click(screen.getByRole("button", { name: "Launch" }));
    await vi.waitFor(() => expect(bodies).toHaveLength(1));
    expect(bodies[0]).toMatchObject({ inputs: { depth: { kind: "union", variant: int, value: integer("4") } } });
  });
});

describe("a relaunch", () => {
  const source: SourceRun = {
    execution: anExecution(),
    data: {
      inputs: { state: "present", values: [{ name: "trips", value: integer("1500") }] },
      outputs: { state: "none" },
    },
  };

  test("sends only what changed, and undo takes the change back", async () => {
    const user = userEvent.setup();
    show(source);
    const rail = screen.getByRole("region", { name: "Changed against the source run" });
    await user.clear(screen.getByLabelText("trips"));
    await user.type(screen.getByLabelText("trips"), "1800");
    expect(within(rail).getByText("1800")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Undo trips" }));
    expect(within(rail).queryByText("1800")).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>("trips").value).toBe("1500");
    await user.click(screen.getByRole("button", { name: "Relaunch" }));
    await vi.waitFor(() => expect(bodies).toHaveLength(1));
    expect(bodies[0]).toMatchObject({ inputs: {}, from: { name: source.execution.ref.name } });
  });
});
