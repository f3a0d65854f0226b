import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anAttempt } from "@/lib/testing/builders";
import { attemptSplit } from "./attempt-split";

describe("attemptSplit", () => {
  it("tells setup from the run, and how the run ended", () => {
    const attempt = anAttempt({ phase: "failed", createdMs: 1_000, startedMs: 3_000, updatedMs: 10_000 });
    expect(attemptSplit(attempt, 99_000)).toEqual([
      { look: "setup", ms: 2_000 },
      { look: "failed", ms: 7_000 },
    ]);
  });

  it("grows while it runs, and waits while it waits", () => {
    expect(attemptSplit(anAttempt({ createdMs: 1_000, startedMs: 2_000 }), 5_000).at(-1)).toEqual({
      look: "running",
      ms: 3_000,
    });
    expect(attemptSplit(anAttempt({ phase: "queued", createdMs: 1_000, startedMs: null }), 5_000)).toEqual([
      { look: "queued", ms: 4_000 },
    ]);
  });

  it("sums to the whole attempt whatever the clocks of pods say", () => {
    const time = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(time, time, time, (createdMs, startedMs, updatedMs) => {
        const parts = attemptSplit(anAttempt({ phase: "succeeded", createdMs, startedMs, updatedMs }), 0);
        expect(parts.reduce((sum, { ms }) => sum + ms, 0)).toBe(Math.max(0, updatedMs - createdMs));
      }),
    );
  });
});
