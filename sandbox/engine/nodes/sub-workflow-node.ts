import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { NodeFailure } from "@/sandbox/engine/flow/failures";
import { sleep } from "@/sandbox/engine/flow/time";
import type { Level, NodeHandler } from "@/sandbox/engine/level";
import { type NodeScope, scopeOf } from "@/sandbox/engine/scope";
import { runWithFailureNode } from "./failure-node";

/**
 * A graph in the place of one node: its nodes are the children of this one. When the node itself asks for retries, a graph
 * that failed is walked anew, and the children of each walk are a retry group of their own.
 */
export const runSubWorkflowNode: NodeHandler = async (level, node, scope, inputs) => {
  const reference = node.target.case === "workflowNode" ? node.target.value.reference : undefined;
  if (reference?.case !== "subWorkflowRef") throw new Error(`${node.id} names no sub-workflow`);
  const workflow = level.entities.workflow(reference.value);
  const retries = node.metadata?.retries?.retries ?? 0;
  level.run.reporter.node(scope, Phase.RUNNING);
  for (let attempt = lastAttempt(level, scope); ; attempt += 1) {
    try {
      const place = placeOf(scope, attempt);
      const outputs = await runWithFailureNode({ ...level, place }, workflow, inputs, () => undefined);
      return { outputs, attempt, hasOutputs: true };
    } catch (cause) {
      if (!(cause instanceof NodeFailure) || attempt >= retries) throw cause;
      await sleep(level.run.options.retryDelayMs, level.signal);
    }
  }
};

const placeOf = (parent: NodeScope, attempt: number) =>
  ({ kind: "below", parent, attempt, inDynamic: parent.inDynamic }) as const;

/** The walk that an earlier life of the run had come to. */
function lastAttempt({ run }: Level, scope: NodeScope): number {
  let attempt = 0;
  while (run.rows.has(scopeOf(placeOf(scope, attempt + 1), "start-node").nodeId)) attempt += 1;
  return attempt;
}
