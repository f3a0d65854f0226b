import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { NodeHandler } from "@/sandbox/engine/level";
import { runWithFailureNode } from "./failure-node";

/** A graph in the place of one node: its nodes are the children of this one. */
export const runSubWorkflowNode: NodeHandler = async (level, node, scope, inputs) => {
  const reference = node.target.case === "workflowNode" ? node.target.value.reference : undefined;
  if (reference?.case !== "subWorkflowRef") throw new Error(`${node.id} names no sub-workflow`);
  const workflow = level.entities.workflow(reference.value);
  level.run.reporter.node(scope, Phase.RUNNING);
  const place = { kind: "below", parent: scope, attempt: 0, inDynamic: scope.inDynamic } as const;
  const outputs = await runWithFailureNode({ ...level, place }, workflow, inputs, () => undefined);
  return { outputs, attempt: 0, hasOutputs: true };
};
