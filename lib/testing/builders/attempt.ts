import type { Attempt } from "@/lib/core/node";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";

/** The first, running attempt of `n0`, but for what `part` says. */
export function anAttempt(part: Partial<Attempt> = {}): Attempt {
  return {
    nodeId: "n0",
    number: 0,
    task: {
      connection: DEFAULT_CONNECTION,
      kind: "task",
      project: "flytesnacks",
      domain: "development",
      name: "eta.training.fit",
      version: "v1",
    },
    taskType: "python-task",
    phase: "running",
    createdMs: 1_000,
    startedMs: 1_000,
    updatedMs: 2_000,
    durationMs: null,
    error: null,
    reasons: [],
    logs: [],
    generatedName: "run-1-n0-0",
    plugin: "container",
    items: [],
    outputUri: "",
    ...part,
  };
}
