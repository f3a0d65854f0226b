import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { IfElseBlock, Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { NodeFailure, userError } from "@/sandbox/engine/flow/failures";
import type { NodeHandler } from "@/sandbox/engine/level";
import { holds } from "@/sandbox/engine/values/conditions";

/** Takes the first arm whose condition holds. Only the taken arm's node gets a row. */
export const runBranchNode: NodeHandler = async (level, node, scope, inputs) => {
  const block = node.target.case === "branchNode" ? node.target.value.ifElse : undefined;
  if (block === undefined) throw new Error(`${node.id} has no arms`);
  const arm = takenArm(block, inputs);
  level.run.reporter.node(scope, Phase.RUNNING);
  const place = { kind: "below", parent: scope, attempt: 0, inDynamic: scope.inDynamic } as const;
  const outputs = await level.walk.node({ ...level, place }, arm);
  return { outputs, attempt: 0, hasOutputs: true };
};

function takenArm(block: IfElseBlock, inputs: LiteralMap): Node {
  for (const arm of [block.case, ...block.other])
    if (arm?.thenNode !== undefined && holds(arm.condition, inputs)) return arm.thenNode;
  const { default: otherwise } = block;
  if (otherwise.case === "elseNode") return otherwise.value;
  const message = otherwise.case === "error" ? otherwise.value.message : "no branch satisfied";
  throw new NodeFailure(userError("UserProvidedError", `[UserProvidedError] ${message}`));
}
