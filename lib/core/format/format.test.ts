import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EXECUTION_PHASES } from "../phase";
import { typeText } from "../type-text";
import type { Value, ValueType } from "../value";
import { formatBytes } from "./bytes";
import { formatCount } from "./count";
import { formatClock, formatDuration } from "./duration";
import { formatExactMoment, formatMoment } from "./moment";
import { phaseWord } from "./phase-word";
import { valueText } from "./value-text";

test.each([
  [0, "0ms"],
  [412, "412ms"],
  [999.9, "999ms"],
  [6_400, "6s"],
  [59_999, "59s"],
  [60_000, "1m 00s"],
  [2_292_000, "38m 12s"],
  [7_440_000, "2h 04m"],
  [273_600_000, "3d 04h"],
  [-3_000, "−3s"],
  [Number.NaN, "—"],
])("a duration of %d ms reads %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test("a duration never has three units", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (ms) => {
      expect(formatDuration(ms)).toMatch(/^\d+(ms|s|m \d\ds|h \d\dm|d \d\dh)$/);
    }),
  );
});

test.each([
  [0, "0:00"],
  [412, "412ms"],
  [1_000, "0:01"],
  [61_000, "1:01"],
  [3_661_000, "1:01:01"],
])("a clock of %d ms reads %s", (ms, text) => {
  expect(formatClock(ms)).toBe(text);
});

test.each([
  [0, "0 B"],
  [1_023, "1023 B"],
  [1_024, "1.0 KiB"],
  [10 * 1_024, "10 KiB"],
  [1_048_575, "1.0 MiB"],
  [3.1 * 1_024 ** 3, "3.1 GiB"],
])("%d bytes read %s", (n, text) => {
  expect(formatBytes(n)).toBe(text);
});

test.each([
  [1_284, "1,284"],
  [999, "999"],
  [-1_000_000, "−1,000,000"],
  ["9007199254740993", "9,007,199,254,740,993"],
])("the count %s reads %s", (n, text) => {
  expect(formatCount(n)).toBe(text);
});

describe("moments", () => {
  const nowMs = Date.UTC(2026, 10, 25, 9, 2, 11);
  test.each([
    [nowMs - 200, "0s ago"],
    [nowMs + 5_000, "0s ago"],
    [nowMs - 72 * 60_000, "1h 12m ago"],
    [nowMs - 2 * 86_400_000, "Mon 09:02"],
    [nowMs - 8 * 86_400_000, "17 Nov 2026 09:02:11"],
    [nowMs + 86_400_000, "26 Nov 2026 09:02:11"],
    [Number.NaN, "—"],
  ])("%d reads %s", (ms, text) => {
    expect(formatMoment(ms, { nowMs, zone: "utc" })).toBe(text);
  });

  test("the exact moment names its zone", () => {
    expect(formatExactMoment(nowMs, "utc")).toBe("25 Nov 2026 09:02:11 UTC");
    expect(formatExactMoment(nowMs, "local")).toMatch(/^2\d Nov 2026 \d\d:\d\d:11 [+−]\d\d:\d\d$/);
  });
});

test("every phase has a word", () => {
  for (const phase of EXECUTION_PHASES) expect(phaseWord(phase)).toMatch(/^[A-Z][a-z ]+$/);
});

test.each([
  [{ kind: "simple", simple: "integer" }, "int"],
  [{ kind: "simple", simple: "struct", schema: '{"title":"Report"}' }, "dataclass Report"],
  [{ kind: "simple", simple: "struct", schema: '{"$ref":"#/definitions/ReportSchema"}' }, "dataclass ReportSchema"],
  [{ kind: "simple", simple: "struct", schema: "not json" }, "struct"],
  [
    {
      kind: "union",
      variants: [
        { kind: "simple", simple: "string" },
        { kind: "simple", simple: "none" },
      ],
    },
    "str | None",
  ],
  [{ kind: "map", value: { kind: "list", item: { kind: "simple", simple: "float" } } }, "dict[str, list[float]]"],
  [{ kind: "blob", format: "csv", multipart: false }, "file csv"],
] satisfies [ValueType, string][])("the type %o reads %s", (type, text) => {
  expect(typeText(type)).toBe(text);
});

const integer = (value: string): Value => ({ kind: "integer", value });

test.each([
  [integer("9007199254740993"), "9007199254740993"],
  [{ kind: "float", value: 1 }, "1.0"],
  [{ kind: "float", value: "-0" }, "-0.0"],
  [{ kind: "float", value: 1e300 }, "1e+300"],
  [{ kind: "string", value: "" }, '""'],
  [{ kind: "string", value: "two\nlines" }, "two ⏎ lines"],
  [{ kind: "none" }, "None"],
  [{ kind: "duration", seconds: "-90", nanos: -500_000_000 }, "-1m 30.5s"],
  [{ kind: "list", items: [integer("1"), { kind: "string", value: "a" }] }, '[1, "a"]'],
  [
    { kind: "list", items: Array.from({ length: 10 }, (_, at) => integer(String(at))) },
    "[0, 1, 2, 3, 4, 5, 6, 7, … 2 more]",
  ],
  [{ kind: "binary", tag: "proto", base64: "AAAA" }, "proto, 3 B"],
  [{ kind: "offloaded", uri: "s3://b/k", sizeBytes: "2048", type: null }, "s3://b/k (2.0 KiB)"],
] satisfies [Value, string][])("the value %o reads %s", (value, text) => {
  expect(valueText(value)).toBe(text);
});

test("a long value is cut with a count", () => {
  expect(valueText({ kind: "string", value: "x".repeat(250) })).toBe(`${"x".repeat(200)}… 50 more`);
});
