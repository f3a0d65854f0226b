import type { BindingData } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { IfElseBlock, Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";

export const START_NODE = "start-node";
export const END_NODE = "end-node";

/** The nodes that stand inside an if/else, in the order of its arms. */
export function armsOf(block: IfElseBlock | undefined): Node[] {
  if (block === undefined) return [];
  const arms = [block.case, ...block.other].map((arm) => arm?.thenNode);
  if (block.default.case === "elseNode") arms.push(block.default.value);
  return arms.filter((arm) => arm !== undefined);
}

/** `node` and every node inside its branches, outermost first. The element of an array node is not among them. */
export function* withInnerNodes(node: Node): Generator<Node> {
  yield node;
  if (node.target.case !== "branchNode") return;
  for (const arm of armsOf(node.target.value.ifElse)) yield* withInnerNodes(arm);
}

/** Gives nodes inside branches the ids of the compiled form: `{branch}-{inner}`, at every depth. */
export function prefixInnerNodes(node: Node): void {
  if (node.target.case !== "branchNode") return;
  for (const arm of armsOf(node.target.value.ifElse)) {
    arm.id = `${node.id}-${arm.id}`;
    prefixInnerNodes(arm);
  }
}

/** Every promise in a binding, also inside lists and maps. */
export function* promisesOf(data: BindingData | undefined): Generator<BindingData["value"] & { case: "promise" }> {
  switch (data?.value.case) {
    case "promise":
      yield data.value;
      break;
    case "collection":
      for (const item of data.value.value.bindings) yield* promisesOf(item);
      break;
    case "map":
      for (const item of Object.values(data.value.value.bindings)) yield* promisesOf(item);
      break;
    case "scalar":
    case "offloadedMetadata":
    case undefined:
      break;
  }
}
