import "server-only";
import { create } from "@bufbuild/protobuf";
import { valueText } from "@/lib/core/format/value-text";
import type { InputBinding } from "@/lib/core/graph/types";
import {
  type Binding,
  type BindingData,
  LiteralSchema,
  type Scalar,
} from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { OutputReference } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { toValue } from "@/lib/server/backends/flyte1/map-value";

/** Names of nodes by id, for words: the friendly name where it is the only one of its kind in sight, else the id. */
export type NodeNames = ReadonlyMap<string, string>;

/** Names of the nodes of one graph, added to those of the graphs around it. */
export function addNames(around: NodeNames, nodes: readonly Node[]): NodeNames {
  const taken = new Map<string, number>();
  for (const name of [...around.values(), ...nodes.map(nodeName)]) taken.set(name, (taken.get(name) ?? 0) + 1);
  return new Map([...around, ...nodes.map((node) => [node.id, named(node, taken)] as const)]);
}

const named = (node: Node, taken: ReadonlyMap<string, number>): string =>
  taken.get(nodeName(node)) === 1 ? nodeName(node) : node.id;

/** flytekit names the node of a map task after its generated task: `module.map_fn_<32 hex digits>-arraynode`. */
const MAP_NAME = /^(?:.*\.)?(map_.+)_[0-9a-f]{32}(?:-arraynode)?$/;

/** The friendly name of a node; its id where the author gave none. */
export function nodeName({ id, metadata, target }: Node): string {
  const name = metadata?.name || id;
  return (target.case === "arrayNode" && MAP_NAME.exec(name)?.[1]) || name;
}

/** The id of the node that an output reference names; null for an input of the workflow. */
export function sourceOf({ nodeId }: OutputReference): string | null {
  return nodeId === "" || nodeId === "start-node" ? null : nodeId;
}

/** The variable of a reference with its path into the value: `model.layers[0]`. */
export function variableText({ var: name, attrPath }: OutputReference): string {
  const steps = attrPath.map(({ value }) => (value.case === "intValue" ? `[${value.value}]` : `.${value.value ?? ""}`));
  return `${name}${steps.join("")}`;
}

/** A constant in words, text in quotes. */
export function constantText(scalar: Scalar): string {
  const value = toValue(create(LiteralSchema, { value: { case: "scalar", value: scalar } }));
  return value.kind === "string" ? JSON.stringify(value.value) : valueText(value);
}

/** All references of a binding, however deep in lists and maps. */
export function referencesOf(data: BindingData | undefined): OutputReference[] {
  const value = data?.value;
  if (value?.case === "promise") return [value.value];
  if (value?.case === "collection") return value.value.bindings.flatMap(referencesOf);
  return value?.case === "map" ? Object.values(value.value.bindings).flatMap(referencesOf) : [];
}

export function toInputBindings(inputs: readonly Binding[], names: NodeNames): InputBinding[] {
  // flytekit calls a workflow input `.x` where a condition uses it.
  return inputs.map(({ var: name, binding }) => ({ name: name.replace(/^\./, ""), text: bindingText(binding, names) }));
}

function bindingText(data: BindingData | undefined, names: NodeNames): string {
  const value = data?.value;
  switch (value?.case) {
    case "promise":
      return referenceText(value.value, names);
    case "scalar":
      return constantText(value.value);
    case "collection":
      return `[${value.value.bindings.map((item) => bindingText(item, names)).join(", ")}]`;
    case "map": {
      const entries = Object.entries(value.value.bindings).sort(([a], [b]) => (a < b ? -1 : 1));
      return `{${entries.map(([key, item]) => `${key}: ${bindingText(item, names)}`).join(", ")}}`;
    }
    case "offloadedMetadata":
      return value.value.uri;
    case undefined:
      return "";
  }
}

function referenceText(reference: OutputReference, names: NodeNames): string {
  const source = sourceOf(reference);
  return source === null
    ? `workflow input ${variableText(reference)}`
    : `${variableText(reference)} of ${names.get(source) ?? source}`;
}
