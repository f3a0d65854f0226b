import { describe, expect, it } from "vitest";
import { ContrailError } from "@/lib/core/errors";
import { allOf, where, whereIn, writtenSince } from "./filters";

describe("filters", () => {
  it("speak Flyte's language", () => {
    const filters = [
      whereIn("phase", ["RUNNING", "QUEUED"]),
      where("eq", "workflow.name", "a.b"),
      writtenSince("updated_at", 0),
    ];
    expect(allOf(filters)).toBe(
      "value_in(phase,RUNNING;QUEUED)+eq(workflow.name,a.b)+gte(updated_at,1970-01-01T00:00:00.000Z)",
    );
    expect(allOf([])).toBe("");
  });

  it.each(["", "a,b", "a+b", "a;b", " a", "a\nb"])("refuse %j, which the language cannot say", (value) => {
    expect(() => where("eq", "workflow.name", value)).toThrow(ContrailError);
  });

  it.each(["a%", "a_b"])("refuse %j where it would be a wildcard", (value) => {
    expect(() => where("contains", "execution_name", value)).toThrow(ContrailError);
    expect(where("eq", "workflow.name", value).text).toBe(`eq(workflow.name,${value})`);
  });
});
