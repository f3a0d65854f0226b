import "server-only";
import type { BranchArm } from "@/lib/core/graph/types";
import type { BranchNode, IfBlock, Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import type { NodeNames } from "./binding";
import { conditionText } from "./condition";

/** The arms of a branch in the order in which Flyte tries them. `names` are those of the nodes around the branch. */
export function toArms({ ifElse }: BranchNode, inputs: Node["inputs"], names: NodeNames): BranchArm[] {
  if (ifElse === undefined) return [];
  const tried = (block: IfBlock, kind: "if" | "else_if"): BranchArm => ({
    kind,
    nodeId: block.thenNode?.id ?? null,
    condition: conditionText(block.condition, { inputs, names }),
    failMessage: null,
  });
  const first = ifElse.case === undefined ? [] : [tried(ifElse.case, "if")];
  return [...first, ...ifElse.other.map((block) => tried(block, "else_if")), ...toLastArm(ifElse.default)];
}

type Default = NonNullable<BranchNode["ifElse"]>["default"];

function toLastArm(last: Default): BranchArm[] {
  switch (last.case) {
    case "elseNode":
      return [{ kind: "else", nodeId: last.value.id, condition: null, failMessage: null }];
    case "error":
      return [{ kind: "else_fail", nodeId: null, condition: null, failMessage: last.value.message }];
    case undefined:
      return [];
  }
}
