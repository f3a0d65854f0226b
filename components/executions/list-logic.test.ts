import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXECUTION_PHASES } from "@/lib/core/phase";
import { anExecution } from "@/lib/testing/builders";
import { loadExecutionListView } from "@/lib/url/execution-list";
import { errorLineOf, isCauseCutOff } from "./error-line";
import { listQueryOf } from "./list-query";
import { outcomeOf } from "./outcome";
import { PHASE_GROUPS, togglePhases } from "./phase-groups";
import { medianRunTimeMs, runTimeMs } from "./run-time";
import { barHeight } from "./strip/bar-height";

const scope = { connection: "default", project: "p", domain: "d" };
const queryOf = (search: string) => listQueryOf(scope, loadExecutionListView(new URLSearchParams(search)));

describe("the query of the list", () => {
  it("reads filters, sort and page from the URL", () => {
    expect(queryOf("phase=failed&phase=aborted&name=abc&sort=duration&desc=false&token=50")).toEqual({
      scope,
      phase: ["failed", "aborted"],
      name: "abc",
      workflow: "",
      sort: "duration",
      descending: false,
      limit: 50,
      token: "50",
    });
  });

  it("falls back where the URL says nonsense", () => {
    expect(queryOf("phase=blue&sort=shoe-size&token=abc&name=a%2Cb")).toMatchObject({
      phase: [],
      sort: "created",
      token: null,
      name: "",
    });
  });

  it("never asks what Flyte's filter language cannot say", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, workflow) => {
        const query = queryOf(String(new URLSearchParams({ name, workflow })));
        expect(query.name + query.workflow).not.toMatch(/[,+;]/);
        expect(query.name.length).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("phase buttons", () => {
  it("cover every phase a run can be in but unknown", () => {
    const covered = PHASE_GROUPS.flatMap(({ phases }) => phases);
    expect([...covered, "unknown"].toSorted()).toEqual([...EXECUTION_PHASES].toSorted());
  });

  it("switch a group on and off again, whatever else is chosen", () => {
    fc.assert(
      fc.property(fc.subarray([...EXECUTION_PHASES]), fc.constantFrom(...PHASE_GROUPS), (chosen, { phases }) => {
        const on = togglePhases(chosen, phases, true);
        expect(phases.every((phase) => on.includes(phase))).toBe(true);
        const off = togglePhases(on, phases, false);
        expect(off.some((phase) => phases.includes(phase))).toBe(false);
      }),
    );
  });
});

describe("run time", () => {
  it("is Flyte's duration at the end and grows while it runs", () => {
    expect(runTimeMs(anExecution({ phase: "succeeded", durationMs: 7_000 }), 99)).toBe(7_000);
    const running = anExecution({ phase: "running", durationMs: null, startedMs: 1_000 });
    expect(runTimeMs(running, 4_000)).toBe(3_000);
    expect(runTimeMs(running, 500)).toBe(0);
    expect(runTimeMs(anExecution({ phase: "queued", durationMs: null }), 4_000)).toBeNull();
  });

  it("has a median of ended runs only", () => {
    const ended = [5, 1, 3].map((s) => anExecution({ phase: "failed", durationMs: s * 1_000 }));
    expect(medianRunTimeMs([...ended, anExecution({ phase: "running", durationMs: null })])).toBe(3_000);
    expect(medianRunTimeMs(ended.slice(0, 2))).toBe(3_000);
    expect(medianRunTimeMs([])).toBeNull();
  });

  it("has bars between a sliver and the whole height", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        const height = barHeight(Math.min(a, b), Math.max(a, b));
        expect(height).toBeGreaterThanOrEqual(4);
        expect(height).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("outcome", () => {
  const error = { code: "ValueError", message: "bad column\nmore", kind: "user" as const, cut: false };

  it("is the first line of the error", () => {
    expect(outcomeOf(anExecution({ phase: "failed", error, abort: null }), 0)).toEqual({
      tone: "failed",
      strong: "ValueError",
      text: "bad column",
    });
  });

  it.each([
    ["Traceback (most recent call last):\n  File x\nKeyError: 'a'\n", "KeyError: 'a'"],
    ["Trace:\n\n    Traceback (most recent call last):\n File x\n\nMessage:\n\n    ValueError: too big\n", "too big"],
    ["", ""],
  ])("is the line of %j that names the cause", (message, text) => {
    const code = "USER:ValueError";
    const outcome = outcomeOf(anExecution({ phase: "failed", error: { ...error, code, message }, abort: null }), 0);
    expect(outcome).toEqual({ tone: "failed", strong: "ValueError", text });
  });

  it("says that a traceback was cut before its cause", () => {
    const cut = { ...error, message: "Trace:\n\n    Traceback (most recent call last):\n      File x", cut: true };
    expect(isCauseCutOff(cut)).toBe(true);
    expect(isCauseCutOff({ ...error, message: "[UserProvidedError] x is too large for this", cut: true })).toBe(false);
    expect(errorLineOf(cut).text).toBe("traceback, cut in Flyte's list");
  });

  it("says who aborted and why", () => {
    const abort = { cause: "wrong city", by: "lena" };
    expect(outcomeOf(anExecution({ phase: "aborted", error: null, abort }), 0)).toMatchObject({
      strong: "lena",
      text: "“wrong city”",
    });
  });

  it("says how long a run has been running", () => {
    const running = anExecution({ phase: "running", error: null, abort: null, durationMs: null, startedMs: 0 });
    expect(outcomeOf(running, 62_900)?.text).toBe("running for 1m 02s");
  });
});
