import type { Execution } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { engineWith } from "@/sandbox/engine/engine";
import type { TaskRunner } from "@/sandbox/engine/runner/runner";
import type { MemoryAdmin } from "./memory-admin";

const ENDED = new Set([Phase.SUCCEEDED, Phase.FAILED, Phase.ABORTED]);

/** An engine on the admin side of a test, without delays. */
export function engineFor(admin: MemoryAdmin, runner: TaskRunner) {
  const engine = engineWith(admin, runner, { retryDelayMs: 0, startDelayMs: 0, logUri: (object) => object });
  admin.engine = engine;
  return engine;
}

/** Resolves when the condition holds; rejects after `deadlineMs`. */
export async function until(condition: () => boolean, deadlineMs = 10_000): Promise<void> {
  const endsAt = Date.now() + deadlineMs;
  while (!condition()) {
    if (Date.now() > endsAt) throw new Error("what the test waits for did not happen");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function runToEnd(admin: MemoryAdmin, id: WorkflowExecutionIdentifier): Promise<Execution> {
  admin.engine?.start(id);
  await until(() => ENDED.has(admin.execution(id).closure?.phase ?? Phase.UNDEFINED));
  return admin.execution(id);
}
