import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anExecution } from "@/lib/testing/builders";
import type { Execution } from "../execution";
import type { Datum, NamedValue, Value, ValueSet } from "../value";
import { compareRuns, type RunToCompare } from "./compare-runs";
import { valueIdentity } from "./same-value";
import type { CompareRow } from "./types";

const base = anExecution({ phase: "succeeded", durationMs: 60_000 });

const present = (values: Record<string, Value>): ValueSet => ({
  state: "present",
  values: Object.entries(values).map(([name, value]): NamedValue => ({ name, value })),
});
const none: ValueSet = { state: "none" };
const run = (inputs: ValueSet, outputs: ValueSet = none, execution: Partial<Execution> = {}): RunToCompare => ({
  execution: { ...base, ...execution },
  data: { inputs, outputs },
});
const integer = (value: string): Value => ({ kind: "integer", value });
const float = (value: number): Value => ({ kind: "float", value });
const struct = (entries: Record<string, Datum>): Value => ({
  kind: "struct",
  encoding: "msgpack",
  data: {
    kind: "map",
    entries: Object.entries(entries).map(([key, value]) => ({ key: { kind: "string", value: key }, value })),
  },
});

function rows(name: "Facts" | "Inputs" | "Outputs", runs: RunToCompare[], baseline = 0): CompareRow[] {
  return compareRuns(runs, baseline).find((section) => section.name === name)?.rows ?? [];
}
const verdicts = (list: CompareRow[]) => Object.fromEntries(list.map(({ label, verdict }) => [label, verdict]));
const texts = (row: CompareRow | undefined) =>
  row?.cells.map((cell) => (cell.state === "value" ? [cell.text, cell.delta] : [cell.state, null]));

describe("values", () => {
  test("the one input that differs is marked, with its delta against the baseline", () => {
    const runs = [1500, 1500, 1800].map((trips) => run(present({ pace: float(0), trips: integer(String(trips)) })));
    const inputs = rows("Inputs", runs);
    expect(verdicts(inputs)).toEqual({ pace: "equal", trips: "differs" });
    expect(texts(inputs[1])).toEqual([
      ["1500", null],
      ["1500", null],
      ["1800", "+300 (+20.0 %)"],
    ]);
    expect(texts(rows("Inputs", runs, 2)[1])?.[0]).toEqual(["1500", "−300 (−16.7 %)"]);
  });

  test("are compared exactly and with their types", () => {
    const differs = (a: Value, b: Value) =>
      rows("Inputs", [run(present({ x: a })), run(present({ x: b }))])[0]?.verdict;
    expect(differs(integer("9007199254740992"), integer("9007199254740993"))).toBe("differs");
    expect(differs(integer("1"), float(1))).toBe("differs");
    expect(differs(float(0), { kind: "float", value: "-0" })).toBe("differs");
    expect(differs({ kind: "float", value: "NaN" }, { kind: "float", value: "NaN" })).toBe("equal");
    expect(differs({ kind: "string", value: "" }, { kind: "none" })).toBe("differs");
    expect(differs({ ...integer("1"), hash: "a" }, integer("1"))).toBe("equal");
  });

  test("a struct is a row for each leaf, and one more where only one run has it", () => {
    const first = struct({ mae: { kind: "float", value: 71.42 }, "a.b": { kind: "null" } });
    const second = struct({
      mae: { kind: "float", value: 68.31 },
      "a.b": { kind: "null" },
      extra: { kind: "boolean", value: true },
    });
    const outputs = rows("Outputs", [run(none, present({ report: first })), run(none, present({ report: second }))]);
    expect(verdicts(outputs)).toEqual({ "report.mae": "differs", 'report["a.b"]': "equal", "report.extra": "differs" });
    expect(texts(outputs[0])?.[1]).toEqual(["68.31", "−3.11 (−4.4 %)"]);
    expect(texts(outputs[2])?.[0]).toEqual(["missing", null]);
  });

  test("long lists are counted and tell where they part", () => {
    const list = (length: number, at: number): Value => ({
      kind: "list",
      items: Array.from({ length }, (_, index) => integer(index === at ? "-1" : String(index))),
    });
    const [row] = rows("Inputs", [
      run(present({ seeds: list(20, 99) })),
      run(present({ seeds: list(20, 17) })),
      run(present({ seeds: list(18, 99) })),
    ]);
    expect(texts(row)).toEqual([
      ["20 items", null],
      ["20 items", "1 of 20 differ, first [17]"],
      ["18 items", "2 of 20 differ, first [18]"],
    ]);
  });

  test("a long map is one row that counts what differs, in every run", () => {
    const zones = (length: number, first: number): Value => ({
      kind: "map",
      entries: Array.from({ length }, (_, at) => ({ key: `zone-${at}`, value: float(at === 0 ? first : at) })),
    });
    const [row, ...more] = rows("Outputs", [
      run(none, present({ eta: zones(36, 0) })),
      run(none, present({ eta: zones(36, 7) })),
      run(none, present({ eta: zones(2, 0) })),
    ]);
    expect(more).toEqual([]);
    expect(texts(row)?.slice(0, 2)).toEqual([
      ["36 entries", null],
      ["36 entries", "1 of 36 differ, first zone-0"],
    ]);
    expect(texts(row)?.[2]?.[1]).toBe("34 of 36 differ, first zone-2");
  });

  test("a struct of hundreds of leaves is one row in every run", () => {
    const wide = struct(
      Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`k${at}`, { kind: "null" } as const])),
    );
    const outputs = rows("Outputs", [
      run(none, present({ o: wide })),
      run(none, present({ o: struct({ k0: { kind: "null" } }) })),
    ]);
    expect(verdicts(outputs)).toEqual({ o: "differs" });
  });

  test("a value twice as large is a ratio", () => {
    const [row] = rows("Outputs", [run(none, present({ n: float(1.8) })), run(none, present({ n: float(4.6) }))]);
    expect(texts(row)?.[1]).toEqual(["4.6", "+2.8 (×2.6)"]);
  });
});

describe("what is not known", () => {
  const full = run(none, present({ mae: float(1) }));

  test.each([
    ["unread", null, "unknown"],
    ["unavailable", run(none, { state: "unavailable", uri: "s3://b/k" }), "unknown"],
    ["pending", run(none, none, { phase: "running", durationMs: null }), "unknown"],
    ["missing", run(none, none, { phase: "failed" }), "differs"],
  ] satisfies [string, RunToCompare, string][])("%s is neither equal nor empty", (state, other, verdict) => {
    const [row] = rows("Outputs", [full, full, other]);
    expect(row?.cells[2]?.state).toBe(state);
    expect(row?.verdict).toBe(verdict);
  });

  test("differs all the same when what is known differs, also against a baseline that is not read", () => {
    const [row] = rows("Outputs", [null, full, run(none, present({ mae: float(2) }))]);
    expect(row?.verdict).toBe("differs");
    expect(row?.cells[2]).toMatchObject({ state: "value", differs: true, delta: "+1 (×2)" });
  });

  test("no run at all gives no row of values", () => {
    expect(rows("Inputs", [null, null])).toEqual([]);
  });
});

test("facts tell phases, durations and settings apart", () => {
  const runs = [
    run(none),
    run(none, none, { phase: "failed", durationMs: 90_000, labels: { team: "eta" } }),
    run(none, none, { phase: "running", durationMs: null }),
  ];
  const facts = rows("Facts", runs);
  expect(verdicts(facts)).toMatchObject({
    Phase: "differs",
    Workflow: "equal",
    Duration: "differs",
    "Label team": "differs",
  });
  const duration = facts.find(({ key }) => key === "Duration");
  expect(texts(duration)).toEqual([
    ["1m 00s", null],
    ["1m 30s", "+30s (+50.0 %)"],
    ["pending", null],
  ]);
});

test("identity is a matter of content: the order of map entries never counts", () => {
  const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.integer()), { selector: ([key]) => key });
  fc.assert(
    fc.property(
      entries.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const map = (pairs: [string, number][]): Value => ({
          kind: "map",
          entries: pairs.map(([key, n]) => ({ key, value: integer(String(n)) })),
        });
        expect(valueIdentity(map(shuffled))).toBe(valueIdentity(map(list)));
      },
    ),
  );
});
