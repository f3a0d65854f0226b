import { describe, expect, it } from "vitest";
import type { RunFailure } from "./run-failure";
import { triageRun } from "./triage-run";

const failure = (id: string, message: string, part: Partial<RunFailure> = {}): RunFailure => ({
  id,
  level: "attempt",
  phase: "failed",
  node: id,
  attempt: 0,
  parent: null,
  endedMs: 1_000,
  isCleanUp: false,
  error: { code: null, kind: null, message },
  ...part,
});
const OOM = "RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB";
const ABORTED = "Some node execution failed, auto-abort.";
const PEER = "DistBackendError: NCCL error, remote process exited or there was a network error";
const SPOT = "Pod was terminated in response to imminent node shutdown.";
const TIMEOUT = "task execution timeout [1h0m0s] expired";

const roles = (failures: readonly RunFailure[]): Record<string, string> =>
  Object.fromEntries(
    triageRun(failures).failures.map(({ id, role, of }) => [id, of === null ? role : `${role} of ${of}`]),
  );

describe("triageRun", () => {
  it("finds nothing in nothing", () => {
    expect(triageRun([])).toEqual({ failures: [], roots: [], firstRoot: null, fault: "unknown" });
  });

  it("tells the cause from its copies on outer levels and from what was aborted", () => {
    expect(
      roles([
        failure("run", OOM, { level: "execution", node: null, endedMs: 4_000 }),
        failure("node", OOM, { level: "node", node: "a", endedMs: 900 }),
        failure("try", OOM, { node: "a" }),
        failure("b", ABORTED, { level: "node", phase: "aborted" }),
      ]),
    ).toEqual({ run: "copy of node", node: "copy of try", try: "cause", b: "consequence of try" });
  });

  it("makes no cause of a lost peer that was reported first", () => {
    const peer = failure("rank1", PEER, { parent: "n3", endedMs: 10 });
    expect(roles([peer, failure("rank0", OOM, { parent: "n3", endedMs: 20 })])).toEqual({
      rank1: "consequence of rank0",
      rank0: "cause",
    });
    expect(roles([peer])).toEqual({ rank1: "cause" });
    expect(roles([peer, failure("other", OOM, { parent: "n4" })])).toEqual({ rank1: "cause", other: "cause" });
  });

  it("leaves attempts aside that a later attempt replaced, but not one outage in two wordings", () => {
    const first = failure("t0", SPOT, { node: "a", attempt: 0 });
    expect(roles([first, failure("t1", TIMEOUT, { node: "a", attempt: 1 })])).toEqual({ t0: "recovered", t1: "cause" });
    const vanished = failure("t1", 'resource not found, name [p/x]. reason: pods "x" not found', {
      node: "a",
      attempt: 1,
    });
    expect(roles([first, vanished])).toEqual({ t0: "cause", t1: "cause" });
  });

  it("leaves attempts aside whose node did not fail in the end", () => {
    const failures = [
      failure("n1", SPOT, { node: "n1" }),
      failure("n4", OOM, { node: "n4" }),
      failure("node", OOM, { level: "node", node: "n4" }),
    ];
    expect(roles(failures)).toMatchObject({ n1: "recovered", n4: "cause" });
  });

  it("takes the failure node's own failure for secondary", () => {
    expect(roles([failure("fn0", SPOT, { isCleanUp: true }), failure("n1", OOM)])).toEqual({
      fn0: "secondary of n1",
      n1: "cause",
    });
  });

  it("does not depend on the order", () => {
    const failures = [
      failure("a", OOM, { endedMs: 5 }),
      failure("b", OOM, { endedMs: 2 }),
      failure("c", ABORTED, { level: "node", phase: "aborted" }),
      failure("d", TIMEOUT, { endedMs: 1 }),
    ];
    expect(roles(failures.toReversed())).toEqual(roles(failures));
    expect(triageRun(failures).roots.map(({ id }) => id)).toEqual(["d", "b"]);
  });
});
