import { ConnectError } from "@connectrpc/connect";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterSql } from "./filter-sql";
import { parseFilters } from "./parse-filters";

const refusal = (text: string): string => {
  try {
    for (const filter of parseFilters("e", text)) filterSql(filter);
    return "accepted";
  } catch (error) {
    return error instanceof ConnectError ? error.rawMessage : String(error);
  }
};

describe("filters", () => {
  it("reads conditions joined by plus, with lists by semicolon", () => {
    const [first, second] = parseFilters("e", "value_in(phase,RUNNING;FAILED)+eq(workflow.name, a b)");
    expect(first).toMatchObject({ entity: "e", column: "phase", operator: "value_in", values: ["RUNNING", "FAILED"] });
    expect(second).toMatchObject({ entity: "w", column: "name", operator: "eq", values: ["a b"] });
  });

  it.each([
    ["eq(name,x)", "'e.name' is invalid filter"],
    ["eq(project.name,x)", "'p' entity is not allowed in filters"],
    ["eq(phase,a,b)", "'e.phase,a' is invalid filter"],
    ["eq(execution_name,a+b)", "invalid value for filters"],
    ["eq(cluster,)", "invalid value for filters"],
    ["foo(eq(phase,x))", "unrecognized filter function: foo(eq"],
    ["eq(mode,MANUAL)", 'failed database operation with invalid input syntax for type integer: "MANUAL"'],
    ["eq(phase,RUNNING;FAILED)", "failed database operation with operator does not exist: text = record"],
    ["contains(state,1)", "failed database operation with operator does not exist: integer ~~ unknown"],
    ["gt(duration,abc)", "Failed to parse duration [abc]"],
    [
      "gt(execution_created_at,2026-13-45T00:00:00Z)",
      'failed database operation with date/time field value out of range: "2026-13-45T00:00:00Z"',
    ],
    ["gt(execution_created_at,yesterday)", "accepted"],
    ["gte(started_at,2026-01-02T03:04:05.678Z)", "accepted"],
  ])("answers %s as FlyteAdmin does", (text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it("never lets text reach the SQL", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        fc.pre(!/[+;,\n\r\u2028\u2029]/.test(value) && value.trim() === value && value !== "");
        const [filter] = parseFilters("e", `eq(execution_name,${value})`);
        if (filter === undefined) throw new Error("no filter");
        expect(filterSql(filter)).toEqual({ sql: 'executions."execution_name" = ?', values: [value] });
      }),
    );
  });

  it("throws nothing but what a client may see", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof refusal(text) === "string"));
  });
});
