import type { Identifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { TypedInterface } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { type LiteralType, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import type { Node, WorkflowNode, WorkflowTemplate } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { armsOf } from "./node-ids";

/** What the compiler may look up. A look-up throws when it finds nothing. */
export type Registry = {
  task(id: Identifier): TaskTemplate;
  launchPlan(id: Identifier): TypedInterface;
};

export type NodeInterface = { inputs: ReadonlyMap<string, LiteralType>; outputs: ReadonlySet<string> };

export const entityKey = (id: Identifier | undefined): string =>
  [id?.project, id?.domain, id?.name, id?.version].join("\n");

/** Inputs and outputs of a node, or null where the graph does not say (nothing is then checked). */
export function interfaceOf(
  node: Node,
  registry: Registry,
  subWorkflows: ReadonlyMap<string, WorkflowTemplate>,
): NodeInterface | null {
  switch (node.target.case) {
    case "taskNode": {
      const id = node.target.value.reference.value;
      return id === undefined ? null : toNodeInterface(registry.task(id).interface);
    }
    case "workflowNode":
      return referencedInterface(node.target.value, registry, subWorkflows);
    case "branchNode": {
      const arms = armsOf(node.target.value.ifElse).map((arm) => interfaceOf(arm, registry, subWorkflows));
      return { inputs: new Map(), outputs: commonOutputs(arms) };
    }
    case "arrayNode": {
      const inner = node.target.value.node;
      const element = inner === undefined ? null : interfaceOf(inner, registry, subWorkflows);
      // Which inputs are mapped and which are bound once is not checked.
      return element === null ? null : { inputs: new Map(), outputs: element.outputs };
    }
    case "gateNode":
    case undefined:
      return null;
  }
}

function referencedInterface(
  { reference }: WorkflowNode,
  registry: Registry,
  subWorkflows: ReadonlyMap<string, WorkflowTemplate>,
): NodeInterface | null {
  if (reference.value === undefined) return null;
  return toNodeInterface(
    reference.case === "launchplanRef"
      ? registry.launchPlan(reference.value)
      : subWorkflows.get(entityKey(reference.value))?.interface,
  );
}

function toNodeInterface(typed: TypedInterface | undefined): NodeInterface {
  const inputs = new Map<string, LiteralType>();
  for (const [name, variable] of Object.entries(typed?.inputs?.variables ?? {})) {
    if (variable.type !== undefined) inputs.set(name, variable.type);
  }
  return { inputs, outputs: new Set(Object.keys(typed?.outputs?.variables ?? {})) };
}

function commonOutputs(arms: readonly (NodeInterface | null)[]): ReadonlySet<string> {
  const [first, ...others] = arms.filter((arm) => arm !== null);
  return new Set([...(first?.outputs ?? [])].filter((name) => others.every((arm) => arm.outputs.has(name))));
}

/** An input of such a type may be left out: nothing is one of its values. */
export function isOptional(type: LiteralType): boolean {
  return (
    type.type.case === "unionType" &&
    type.type.value.variants.some(({ type: variant }) => variant.case === "simple" && variant.value === SimpleType.NONE)
  );
}
