// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ComparedRun } from "@/lib/contract/compare";
import type { NamedValue, Value } from "@/lib/core/value";
import { anExecution, anExecutionRef } from "@/lib/testing/builders";
import { CompareBody } from "./compare-body";
import type { Column } from "./compare-page";
import { readRun } from "./read-run";

afterEach(cleanup);

const integer = (value: string): Value => ({ kind: "integer", value });
const named = (values: Record<string, Value>): NamedValue[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

function loaded(name: string, inputs: Record<string, Value>): Column {
  const ref = anExecutionRef(name);
  const run: ComparedRun = {
    state: "loaded",
    ref,
    execution: anExecution({ ref, phase: "succeeded", durationMs: 1_000 }),
    data: { inputs: { state: "present", values: named(inputs) }, outputs: { state: "none" } },
  };
  return { ref, run };
}

const gone: Column = {
  ref: anExecutionRef("gone"),
  run: {
    state: "failed",
    ref: anExecutionRef("gone"),
    problem: { code: "not_found", message: "No such run", requestId: "r" },
  },
};

function show(compared: Column[], onlyDifferences = false) {
  const onBaseline = vi.fn();
  const view = { runs: compared.map(({ ref }) => ref), unreadable: [], tooMany: 0, baseline: 0, onlyDifferences };
  render(<CompareBody view={view} compared={compared} onRemove={vi.fn()} onBaseline={onBaseline} />);
  return { onBaseline };
}

const headers = (group: string) =>
  within(screen.getByRole("rowgroup", { name: group }))
    .getAllByRole("rowheader")
    .map((each) => each.textContent);

describe("the table of a comparison", () => {
  const runs = [
    loaded("a", { pace: integer("0"), trips: integer("1500") }),
    loaded("b", { pace: integer("0"), trips: integer("1600") }),
  ];

  test("has a row for every input, and the differing cell says so in words", () => {
    show(runs);
    expect(headers("Inputs")).toEqual(["pace", "trips"]);
    const cells = within(screen.getByRole("row", { name: /^trips/ })).getAllByRole("cell");
    expect(cells.map((cell) => cell.textContent)).toEqual(["1500", "≠differs: 1600+100 (+6.7 %)"]);
  });

  test("folds what is equal, with a count", () => {
    show(runs, true);
    expect(headers("Inputs")).toEqual(["trips"]);
    expect(screen.getByText("1 of 2 the same, folded")).toBeTruthy();
  });

  test("keeps the column of a run that cannot be read", () => {
    show([...runs, gone], true);
    expect(screen.getByText("Not found")).toBeTruthy();
    expect(headers("Inputs")).toEqual(["trips"]);
    expect(within(screen.getByRole("row", { name: /^trips/ })).getByText("not read")).toBeTruthy();
    expect(screen.getByText("1 of 2 the same in every run that was read, folded")).toBeTruthy();
  });

  test("takes another run as the baseline", () => {
    const { onBaseline } = show(runs);
    screen.getByRole("button", { name: "Set b as baseline" }).click();
    expect(onBaseline).toHaveBeenCalledWith(runs[1]?.ref);
  });
});

test.each([
  ["abc", { name: "abc" }],
  ["p/d/abc", { project: "p", domain: "d", name: "abc" }],
  [
    "https://flyte.example/console/projects/p/domains/d/executions/abc?view=graph",
    { project: "p", domain: "d", name: "abc" },
  ],
])("the run %s is understood", (text, part) => {
  expect(readRun(text, [anExecutionRef("first")])).toMatchObject({ ok: true, ref: part });
});

test.each(["", "a b", "p//x", "first"])("%j is refused", (text) => {
  expect(readRun(text, [anExecutionRef("first")]).ok).toBe(false);
});
