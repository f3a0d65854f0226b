import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { linkedController } from "@/sandbox/engine/flow/abort";
import { Aborted, NodeFailure, userError } from "@/sandbox/engine/flow/failures";
import { durationMs, goDuration } from "@/sandbox/engine/flow/time";

/** The time that one attempt may take in milliseconds, 0 for no limit. */
export function timeoutMs(node: Node, task?: TaskTemplate): number {
  return durationMs(node.metadata?.timeout) || durationMs(task?.metadata?.timeout);
}

/**
 * Runs work that is stopped after `limitMs` (0: never); `spentMs` of them have passed already. An expiry is a failure that
 * a further attempt may mend, as Flyte has it.
 */
export async function withDeadline<T>(
  limitMs: number,
  spentMs: number,
  parent: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (limitMs === 0) return work(parent);
  const stop = linkedController(parent);
  let expired = false;
  const timer = setTimeout(
    () => {
      expired = true;
      stop.abort(new Aborted("timeout"));
    },
    Math.max(0, limitMs - spentMs),
  );
  try {
    return await work(stop.signal);
  } catch (cause) {
    if (!expired) throw cause;
    const message = `task execution timeout [${goDuration(limitMs)}] expired`;
    throw new NodeFailure(userError("TimeoutExpired", message), true);
  } finally {
    clearTimeout(timer);
    stop.unlink();
  }
}
