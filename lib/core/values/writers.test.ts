import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "@/lib/core/entry/read-json";
import type { Datum, Value } from "@/lib/core/value";
import { namedToJson, toJson } from "./to-json";
import { namedToPython, toPython } from "./to-python";

const text = (value: string): Datum => ({ kind: "string", value });
const report: Value = {
  kind: "struct",
  encoding: "msgpack",
  data: {
    kind: "map",
    entries: [
      { key: text("seed"), value: { kind: "integer", value: "9007199254740993" } },
      { key: text("mae"), value: { kind: "float", value: "NaN" } },
      { key: text("whole"), value: { kind: "float", value: 3 } },
      { key: { kind: "integer", value: "7" }, value: { kind: "null" } },
    ],
  },
};

describe("toJson", () => {
  it("keeps digits, floats apart from integers, and words that only Python's json knows", () => {
    expect(toJson(report)).toBe('{\n  "seed": 9007199254740993,\n  "mae": NaN,\n  "whole": 3.0,\n  "7": null\n}');
  });

  it("writes keys that would fall together as pairs", () => {
    const both: Datum = {
      kind: "map",
      entries: [
        { key: text("1"), value: { kind: "boolean", value: true } },
        { key: { kind: "integer", value: "1" }, value: { kind: "boolean", value: false } },
      ],
    };
    expect(JSON.parse(toJson(both))).toEqual([
      ["1", true],
      [1, false],
    ]);
  });

  it("is read back by the reader of launch forms, whatever the texts", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: "binary" }), fc.bigInt(), fc.double())), (rows) => {
        const value: Value = {
          kind: "list",
          items: rows.flatMap(([word, whole, float]): Value[] => [
            { kind: "string", value: word },
            { kind: "integer", value: String(whole) },
            { kind: "float", value: Number.isFinite(float) && !Object.is(float, -0) ? float : "NaN" },
          ]),
        };
        const read = readJson(toJson(value));
        expect(read.ok && read.tree.kind === "array" ? read.tree.items.length : null).toBe(rows.length * 3);
      }),
    );
  });

  it("names what is too deep instead of failing", () => {
    let deep: Value = { kind: "none" };
    for (let level = 0; level < 20_000; level += 1) deep = { kind: "list", items: [deep] };
    expect(toJson(deep)).toContain("nested deeper than 200");
    expect(toPython(deep)).toContain("nested deeper than 200");
  });

  it("writes named values as one object", () => {
    expect(namedToJson([{ name: "__proto__", value: { kind: "integer", value: "1" } }])).toBe('{\n  "__proto__": 1\n}');
  });
});

describe("toPython", () => {
  it.each<[string, Value, string]>([
    ["an integer", { kind: "integer", value: "-9223372036854775808" }, "-9223372036854775808"],
    ["a whole float", { kind: "float", value: 1e21 }, "1e+21"],
    ["minus zero", { kind: "float", value: "-0" }, "-0.0"],
    ["an infinity", { kind: "float", value: "-Infinity" }, 'float("-inf")'],
    ["quotes and lines", { kind: "string", value: 'a"b\\\n' }, '"a\\"b\\\\\\n"'],
    ["what cannot be seen", { kind: "string", value: "a\u202eb\u{e0041}\ud800" }, '"a\\u202eb\\U000e0041\\ud800"'],
    [
      "a moment",
      { kind: "datetime", value: "2026-11-09T06:30:00Z" },
      "from datetime import datetime, timezone\n\ndatetime(2026, 11, 9, 6, 30, tzinfo=timezone.utc)",
    ],
    [
      "nanoseconds",
      { kind: "datetime", value: "2026-11-09T06:30:00.000000001Z" },
      'import pandas as pd\n\npd.Timestamp("2026-11-09T06:30:00.000000001Z")',
    ],
    [
      "a duration",
      { kind: "duration", seconds: "-5", nanos: -500_000_000 },
      "from datetime import timedelta\n\ntimedelta(seconds=-5, microseconds=-500000)",
    ],
    [
      "a folder",
      { kind: "blob", uri: "s3://b/d", format: "", multipart: true },
      'from flytekit.types.directory import FlyteDirectory\n\nFlyteDirectory("s3://b/d")',
    ],
    ["a struct", report, '{"seed": 9007199254740993, "mae": float("nan"), "whole": 3.0, 7: None}'],
  ])("writes %s", (_, value, expected) => {
    expect(toPython(value)).toBe(expected);
  });

  it("assigns names, and keeps those that are none in a dict", () => {
    expect(
      namedToPython([
        { name: "n_trees", value: { kind: "integer", value: "8" } },
        { name: "class", value: { kind: "boolean", value: true } },
      ]),
    ).toBe('values = {}\nn_trees = 8\nvalues["class"] = True');
  });
});
