import { describe, expect, it } from "vitest";
import type { Datum, NamedValue, Value, Variable } from "@/lib/core/value";
import { searchRows } from "./search-rows";
import { leafText, MAX_INLINE, placesOf, valueRows } from "./value-rows";

const rowsOf = (values: NamedValue[], toggled: string[] = []) => valueRows(placesOf(values, []), new Set(toggled));
const integer = (value: string): Value => ({ kind: "integer", value });
const datum = (data: Datum): Value => ({ kind: "struct", encoding: "msgpack", data });

describe("valueRows", () => {
  it("shows 64-bit integers digit by digit", () => {
    const [row] = rowsOf([{ name: "seed", value: integer("9223372036854775807") }]);
    expect(row).toMatchObject({ name: "seed", type: "int", text: "9223372036854775807", isBranch: false });
  });

  it("gives each leaf the path by which code reaches it", () => {
    const rows = rowsOf([
      { name: "folds", value: { kind: "list", items: [integer("1"), integer("2")] } },
      { name: "by city", value: { kind: "map", entries: [{ key: "new york", value: integer("3") }] } },
      {
        name: "report",
        value: datum({
          kind: "map",
          entries: [
            { key: { kind: "string", value: "mae" }, value: { kind: "float", value: 1.5 } },
            { key: { kind: "integer", value: "7" }, value: { kind: "null" } },
          ],
        }),
      },
    ]);
    expect(rows.filter((row) => !row.isBranch).map((row) => row.path)).toEqual([
      "folds[0]",
      "folds[1]",
      'by city["new york"]',
      "report.mae",
      "report[7]",
    ]);
  });

  it("keeps a long list closed until it is asked for, and says its size", () => {
    const values: NamedValue[] = [
      { name: "errors", value: { kind: "list", items: Array.from({ length: 15_000 }, (_, i) => integer(String(i))) } },
    ];
    expect(rowsOf(values)).toHaveLength(1);
    expect(rowsOf(values)[0]?.text).toBe("15,000 items");
    expect(rowsOf(values, ["errors"])).toHaveLength(15_001);
  });

  it("folds long and multi-line text, and keeps the whole of it to copy", () => {
    const long = "x".repeat(5_000);
    const [row] = rowsOf([{ name: "note", value: { kind: "string", value: long } }]);
    expect(row?.text.length).toBeLessThanOrEqual(MAX_INLINE + 1);
    expect(row?.whole).toBe(long);
    expect(row && leafText(row.item)).toBe(long);
    const [lines] = rowsOf([{ name: "note", value: { kind: "string", value: "a\nb" } }]);
    expect(lines?.whole).toBe("a\nb");
  });

  it("reads through unions and tells an empty string from none", () => {
    const union: Value = { kind: "union", variant: { kind: "simple", simple: "none" }, value: { kind: "none" } };
    const rows = rowsOf([
      { name: "maybe", value: union },
      { name: "empty", value: { kind: "string", value: "" } },
    ]);
    expect(rows.map((row) => row.text)).toEqual(["None", '""']);
    expect(rows[0]?.tone).toBe("quiet");
  });
});

describe("declared types", () => {
  const schema = JSON.stringify({
    $ref: "#/definitions/Report",
    definitions: {
      Report: {
        title: "Report",
        type: "object",
        properties: {
          mae: { type: "number", description: "Mean error in seconds." },
          self: { $ref: "#/definitions/Report" },
        },
      },
    },
  });
  const entries: { key: Datum; value: Datum }[] = [
    { key: { kind: "string", value: "mae" }, value: { kind: "float", value: 1 } },
  ];

  it("reach into lists, unions and dataclasses, with their descriptions", () => {
    const variables: Variable[] = [
      { name: "folds", type: { kind: "list", item: { kind: "simple", simple: "integer" } }, description: "Folds." },
      { name: "report", type: { kind: "simple", simple: "struct", schema }, description: "" },
    ];
    const values: NamedValue[] = [
      { name: "folds", value: { kind: "list", items: [integer("1")] } },
      { name: "report", value: datum({ kind: "map", entries }) },
    ];
    const rows = valueRows(placesOf(values, variables), new Set());
    expect(rows.map(({ name, type, description }) => [name, type, description])).toEqual([
      ["folds", "list[int]", "Folds."],
      ["0", "int", ""],
      ["report", "dataclass Report", ""],
      ["mae", "float", "Mean error in seconds."],
    ]);
  });

  it("say where a value is something else", () => {
    const city: Variable = { name: "city", type: { kind: "enum", values: ["berlin"] }, description: "" };
    const count: Variable = { name: "n", type: { kind: "simple", simple: "integer" }, description: "" };
    const values: NamedValue[] = [
      { name: "city", value: { kind: "string", value: "bern" } },
      { name: "n", value: { kind: "list", items: [] } },
    ];
    expect(valueRows(placesOf(values, [city, count]), new Set()).map((row) => row.note)).toEqual([
      "not one of the declared values",
      "declared int, holds list",
    ]);
  });
});

describe("searchRows", () => {
  const places = placesOf(
    [
      { name: "errors", value: { kind: "list", items: Array.from({ length: 15_000 }, (_, i) => integer(String(i))) } },
      { name: "n_trees", value: integer("400") },
    ],
    [],
  );

  it("shows matches with the branches above them, and counts those it does not show", () => {
    const found = searchRows(places, "14999");
    expect(found.rows.map((row) => row.path)).toEqual(["errors", "errors[14999]"]);
    expect(searchRows(places, "TREES").rows.map((row) => row.path)).toEqual(["n_trees"]);
    const many = searchRows(places, "1");
    expect(many.isCut).toBe(true);
    expect(many.matches).toBeGreaterThan(many.rows.length);
    expect(searchRows(places, "nтrees").matches).toBe(0);
  });
});
