import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputText } from "./entry/input-text";
import { parseInput } from "./parse-value";
import type { Datum, Value, ValueType } from "./value";

const simple = (name: Extract<ValueType, { kind: "simple" }>["simple"]): ValueType => ({
  kind: "simple",
  simple: name,
});
const optional = (type: ValueType): ValueType => ({ kind: "union", variants: [type, simple("none")] });

describe("what a text means", () => {
  test.each([
    [simple("integer"), "800", { kind: "integer", value: "800" }],
    [simple("integer"), " +1_000 ", { kind: "integer", value: "1000" }],
    [simple("integer"), "9223372036854775807", { kind: "integer", value: "9223372036854775807" }],
    [simple("float"), "0.2", { kind: "float", value: 0.2 }],
    [simple("float"), "1e-3", { kind: "float", value: 0.001 }],
    [simple("float"), "-inf", { kind: "float", value: "-Infinity" }],
    [simple("float"), "-0", { kind: "float", value: "-0" }],
    [simple("string"), " as typed ", { kind: "string", value: " as typed " }],
    [simple("boolean"), "True", { kind: "boolean", value: true }],
    [simple("datetime"), "2026-11-09", { kind: "datetime", value: "2026-11-09T00:00:00Z" }],
    [simple("datetime"), "2026-11-09 01:00:00.250+01:00", { kind: "datetime", value: "2026-11-09T00:00:00.25Z" }],
    [simple("duration"), "1h 30m", { kind: "duration", seconds: "5400", nanos: 0 }],
    [simple("duration"), "90s", { kind: "duration", seconds: "90", nanos: 0 }],
    [simple("duration"), "-1.5s", { kind: "duration", seconds: "-1", nanos: -500_000_000 }],
    [simple("duration"), "PT1H30M", { kind: "duration", seconds: "5400", nanos: 0 }],
    [simple("duration"), "P1DT0.5S", { kind: "duration", seconds: "86400", nanos: 500_000_000 }],
    [{ kind: "enum", values: ["a", "b"] }, "b", { kind: "string", value: "b" }],
    [simple("none"), "", { kind: "none" }],
    [optional(simple("integer")), "None", { kind: "union", variant: simple("none"), value: { kind: "none" } }],
    [
      optional(simple("integer")),
      "4",
      { kind: "union", variant: simple("integer"), value: { kind: "integer", value: "4" } },
    ],
    [
      { kind: "union", variants: [simple("string"), simple("integer")] },
      "4",
      { kind: "union", variant: simple("integer"), value: { kind: "integer", value: "4" } },
    ],
    [
      { kind: "list", item: simple("float") },
      "[1, NaN]",
      {
        kind: "list",
        items: [
          { kind: "float", value: 1 },
          { kind: "float", value: "NaN" },
        ],
      },
    ],
    [
      { kind: "map", value: simple("string") },
      '{"b": "1", "a": "2"}',
      {
        kind: "map",
        entries: [
          { key: "b", value: { kind: "string", value: "1" } },
          { key: "a", value: { kind: "string", value: "2" } },
        ],
      },
    ],
    [
      simple("struct"),
      '{"id": 9007199254740993, "rate": 1.0}',
      {
        kind: "struct",
        encoding: "msgpack",
        data: {
          kind: "map",
          entries: [
            { key: { kind: "string", value: "id" }, value: { kind: "integer", value: "9007199254740993" } },
            { key: { kind: "string", value: "rate" }, value: { kind: "float", value: 1 } },
          ],
        },
      },
    ],
    [
      { kind: "structured_dataset", format: "parquet", columns: [] },
      "s3://b/k/",
      { kind: "structured_dataset", uri: "s3://b/k/", format: "parquet", columns: [] },
    ],
  ] satisfies [ValueType, string, Value][])("%o of %s", (type, text, value) => {
    expect(parseInput(type, text)).toEqual({ ok: true, value });
  });
});

describe("what is refused names the bad input", () => {
  test.each([
    [simple("integer"), "0.5", "Not a whole number: “0.5” has a fraction"],
    [simple("integer"), "1,000", "Not a whole number: “1,000”: leave out the commas"],
    [simple("integer"), "", "Not a whole number: “” is empty"],
    [simple("integer"), "9223372036854775808", "Beyond 64 bits: “9223372036854775808”"],
    [simple("float"), "0.5.0", "Not a number: “0.5.0” has two decimal points"],
    [simple("float"), "0,5", "Not a number: “0,5”: the decimal sign is a point"],
    [simple("float"), "1e999", "Too large for a float: “1e999”"],
    [simple("boolean"), "yes", "Neither true nor false: “yes”"],
    [simple("datetime"), "2026-02-30", "No such date: “2026-02-30”"],
    [simple("datetime"), "2026-02-30T24:61", "No such date: “2026-02-30T24:61”"],
    [simple("datetime"), "soon", "Not a date and time: “soon”. Write 2026-11-09 06:30:00"],
    [simple("duration"), "90", "No unit: “90”. Write 90s or 90m"],
    [simple("duration"), "an hour", "Not a duration: “an hour”. Write 1h 30m, 90s or PT1H30M"],
    [{ kind: "enum", values: ["a", "b"] }, "c", "“c” is not one of a, b"],
    [optional(simple("integer")), "x", "Not a whole number: “x”"],
    [{ kind: "list", item: simple("integer") }, "[1, 2.5]", "[1]: not an int"],
    [{ kind: "list", item: simple("integer") }, '{"a": 1}', "Not a list: write [ … ]"],
    [{ kind: "map", value: simple("integer") }, '{"a": "1"}', '["a"]: not an int'],
    [simple("struct"), '{\n  "a": }', "Not JSON: line 2, column 8: expected a value"],
    [simple("struct"), '{"a": 1, "a": 2}', 'Not JSON: line 1, column 13: the key "a" is there twice'],
    [simple("struct"), "[".repeat(300), "Not JSON: line 1, column 202: nested deeper than 200"],
    [
      { kind: "blob", format: "", multipart: false },
      "x y",
      "Not an address of stored data: “x y”. Write s3://bucket/key",
    ],
  ] satisfies [ValueType, string, string][])("%o of %s", (type, text, message) => {
    expect(parseInput(type, text)).toEqual({ ok: false, message });
  });
});

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
const floatValue = fc.double().map((value) => {
  if (Number.isNaN(value)) return "NaN" as const;
  if (!Number.isFinite(value)) return value > 0 ? ("Infinity" as const) : ("-Infinity" as const);
  return Object.is(value, -0) ? ("-0" as const) : value;
});

const typed: fc.Arbitrary<[ValueType, Value]> = fc.oneof(
  int64.map((value): [ValueType, Value] => [simple("integer"), { kind: "integer", value }]),
  floatValue.map((value): [ValueType, Value] => [simple("float"), { kind: "float", value }]),
  fc.string({ unit: "binary" }).map((value): [ValueType, Value] => [simple("string"), { kind: "string", value }]),
  fc.boolean().map((value): [ValueType, Value] => [simple("boolean"), { kind: "boolean", value }]),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 315_576_000_000n }), fc.nat(999_999_999), fc.boolean())
    .map(([seconds, nanos, isNegative]): [ValueType, Value] => [
      simple("duration"),
      {
        kind: "duration",
        seconds: isNegative && seconds > 0n ? `-${seconds}` : String(seconds),
        nanos: isNegative && nanos > 0 ? -nanos : nanos,
      },
    ]),
  fc
    .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true })
    .map((date): [ValueType, Value] => [
      simple("datetime"),
      {
        kind: "datetime",
        value: date.toISOString().replace(/\.?0*Z$/, "Z"),
      },
    ]),
);

test("the text of a value reads back to the value", () => {
  fc.assert(
    fc.property(typed, ([type, value]) => {
      expect(parseInput(type, inputText(value) ?? "")).toEqual({ ok: true, value });
    }),
    { examples: [[[simple("duration"), { kind: "duration", seconds: "0", nanos: 0 }]]] },
  );
});

test("the text of a list or map reads back to it", () => {
  fc.assert(
    fc.property(fc.array(int64), fc.dictionary(fc.string(), floatValue), (items, record) => {
      const list: Value = { kind: "list", items: items.map((value) => ({ kind: "integer", value })) };
      expect(parseInput({ kind: "list", item: simple("integer") }, inputText(list) ?? "")).toEqual({
        ok: true,
        value: list,
      });
      const map: Value = {
        kind: "map",
        entries: Object.entries(record).map(([key, value]) => ({ key, value: { kind: "float", value } })),
      };
      expect(parseInput({ kind: "map", value: simple("float") }, inputText(map) ?? "")).toEqual({
        ok: true,
        value: map,
      });
    }),
  );
});

const datum: fc.Arbitrary<Datum> = fc.letrec<{ node: Datum }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    fc.constant<Datum>({ kind: "null" }),
    fc.boolean().map((value): Datum => ({ kind: "boolean", value })),
    int64.map((value): Datum => ({ kind: "integer", value })),
    floatValue.map((value): Datum => ({ kind: "float", value })),
    fc.string().map((value): Datum => ({ kind: "string", value })),
    fc.array(tie("node")).map((items): Datum => ({ kind: "list", items })),
    fc.uniqueArray(fc.tuple(fc.string(), tie("node")), { selector: ([key]) => key }).map(
      (entries): Datum => ({
        kind: "map",
        entries: entries.map(([key, value]) => ({ key: { kind: "string", value: key }, value })),
      }),
    ),
  ),
})).node;

test("the text of a struct reads back to it", () => {
  fc.assert(
    fc.property(datum, (data) => {
      const value: Value = { kind: "struct", encoding: "msgpack", data };
      expect(parseInput(simple("struct"), inputText(value) ?? "")).toEqual({ ok: true, value });
    }),
  );
});

// 1e16 used to be written as digits alone and came back as an integer.
test("a float above 1e16 stays a float", () => {
  for (const value of [1e16, -1e16, 123456789012345680000, 1e21]) {
    const struct: Value = { kind: "struct", encoding: "msgpack", data: { kind: "float", value } };
    expect(parseInput(simple("struct"), inputText(struct) ?? "")).toEqual({ ok: true, value: struct });
  }
});

test("what no text says has none", () => {
  const data: Datum = { kind: "map", entries: [{ key: { kind: "integer", value: "1" }, value: { kind: "null" } }] };
  expect(inputText({ kind: "struct", encoding: "msgpack", data })).toBeNull();
  expect(inputText({ kind: "offloaded", uri: "s3://b/k", sizeBytes: "1", type: null })).toBeNull();
  expect(inputText({ kind: "unknown", base64: "" })).toBeNull();
});
