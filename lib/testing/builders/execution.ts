import type { Execution } from "@/lib/core/execution";
import { DEFAULT_CONNECTION, type ExecutionRef } from "@/lib/core/refs";

/** A run's reference in the project of the demo. */
export const anExecutionRef = (name = "run-1"): ExecutionRef => ({
  connection: DEFAULT_CONNECTION,
  project: "flytesnacks",
  domain: "development",
  name,
});

/** A running execution of the training workflow, but for what `part` says. */
export function anExecution(part: Partial<Execution> = {}): Execution {
  const ref = part.ref ?? anExecutionRef();
  const scope = { connection: ref.connection, project: ref.project, domain: ref.domain };
  return {
    ref,
    phase: "running",
    launched: { ...scope, kind: "launch_plan", name: "eta.training.train_eta_model", version: "v1" },
    workflow: { ...scope, kind: "workflow", name: "eta.training.train_eta_model", version: "v1" },
    mode: "manual",
    createdMs: 1_000,
    startedMs: 1_100,
    updatedMs: 1_100,
    durationMs: null,
    error: null,
    abort: null,
    principal: "",
    archived: false,
    reference: null,
    parent: null,
    nesting: 0,
    scheduledMs: null,
    cluster: "",
    labels: {},
    annotations: {},
    tags: [],
    envs: {},
    maxParallelism: 25,
    interruptible: null,
    overwriteCache: false,
    rawOutputPrefix: "",
    clusterLabel: "",
    securityContext: { iamRole: "", serviceAccount: "" },
    outputUri: "",
    ...part,
  };
}
