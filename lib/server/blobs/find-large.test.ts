import { describe, expect, it } from "vitest";
import type { Value } from "@/lib/core/value";
import { findLarge } from "./find-large";

describe("findLarge", () => {
  it("finds what Flyte keeps elsewhere, at any depth, and literals of 64 KiB and more", () => {
    const offloaded: Value = { kind: "offloaded", uri: "s3://b/o", sizeBytes: "9007199254740993", type: null };
    const text = (length: number): Value => ({ kind: "string", value: "x".repeat(length) });
    const values = [
      { name: "big", value: text(70_000) },
      { name: "small", value: text(7) },
      { name: "parts", value: { kind: "map", entries: [{ key: "a/b", value: offloaded }] } satisfies Value },
    ];
    expect(findLarge({ state: "present", values })).toMatchObject([
      { path: "big", kind: "literal", uri: "" },
      { path: "parts/a~1b", kind: "offloaded", uri: "s3://b/o", sizeBytes: "9007199254740993" },
    ]);
    expect(findLarge({ state: "none" })).toEqual([]);
  });
});
