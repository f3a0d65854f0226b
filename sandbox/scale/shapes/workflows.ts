import { create } from "@bufbuild/protobuf";
import { type DynamicJobSpec, DynamicJobSpecSchema } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import {
  type Binding,
  type BindingData,
  BindingDataSchema,
  BindingSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import {
  type Node,
  NodeSchema,
  type WorkflowTemplate,
  WorkflowTemplateSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { type Shape, type ShapeNode, shapesBelow } from "./shape";
import { growTask, identifier, mapTask, type Place, spreadTask, stepTask, variables } from "./tasks";

/** The task that a node of each kind runs, null for one that runs a graph only. */
export function taskOf(place: Place, { kind }: ShapeNode): TaskTemplate | null {
  switch (kind) {
    case "task":
      return stepTask(place);
    case "map":
      return mapTask(place);
    case "spread":
      return spreadTask(place);
    case "dynamic":
      return growTask(place);
    case "sub":
      return null;
  }
}

/** A shape as a workflow template without inputs or outputs; its sub-workflows are others. */
export function templateOf(place: Place, shape: Shape): WorkflowTemplate {
  return create(WorkflowTemplateSchema, {
    id: identifier(ResourceType.WORKFLOW, place, shape.name),
    metadata: {},
    metadataDefaults: {},
    interface: { inputs: variables({}), outputs: variables({}) },
    nodes: shape.nodes.map((node) => nodeOf(place, node)),
  });
}

/** All sub-workflows that a workflow of this shape has to be registered with. */
export const subWorkflowsOf = (place: Place, shape: Shape): WorkflowTemplate[] =>
  shapesBelow(shape, "sub").map((each) => templateOf(place, each));

/** What a dynamic task of this shape answers with. */
export function jobSpecOf(place: Place, shape: Shape): DynamicJobSpec {
  const nodes = shape.nodes.map((node) => nodeOf(place, node));
  return create(DynamicJobSpecSchema, {
    nodes,
    minSuccesses: BigInt(nodes.length),
    subworkflows: subWorkflowsOf(place, shape),
    outputs: [
      { var: "o0", binding: { value: { case: "collection", value: { bindings: [promise(nodes.at(-1)?.id ?? "")] } } } },
    ],
  });
}

function nodeOf(place: Place, node: ShapeNode): Node {
  const name = node.kind === "sub" ? node.shape.name : (taskOf(place, node)?.id?.name ?? "");
  return create(NodeSchema, {
    id: node.id,
    metadata: { name: name.slice(name.lastIndexOf(".") + 1), retries: {} },
    inputs: inputsOf(node),
    upstreamNodeIds: node.after,
    target: targetOf(place, node),
  });
}

function targetOf(place: Place, node: ShapeNode): Node["target"] {
  const id = node.kind === "sub" ? undefined : taskOf(place, node)?.id;
  const inner = create(NodeSchema, {
    target: { case: "taskNode", value: { reference: referenceTo(id), overrides: {} } },
  });
  if (node.kind === "map")
    return create(NodeSchema, {
      target: {
        case: "arrayNode",
        value: {
          node: create(NodeSchema, {
            id: id?.name ?? "",
            metadata: { name: id?.name ?? "", retries: { retries: 2 } },
            inputs: inputsOf(node),
            target: inner.target,
          }),
          successCriteria: { case: "minSuccessRatio", value: Math.fround(0.9) },
          parallelismOption: { case: "parallelism", value: 100 },
        },
      },
    }).target;
  if (node.kind !== "sub") return inner.target;
  return create(NodeSchema, {
    target: {
      case: "workflowNode",
      value: {
        reference: { case: "subWorkflowRef", value: identifier(ResourceType.WORKFLOW, place, node.shape.name) },
      },
    },
  }).target;
}

const referenceTo = (id: TaskTemplate["id"]) =>
  id === undefined ? { case: undefined } : { case: "referenceId" as const, value: id };

function inputsOf(node: ShapeNode): Binding[] {
  switch (node.kind) {
    case "task":
    case "dynamic":
      return [bound("weight", float(weightOf(node.id)))];
    case "spread":
      return [bound("items", primitive({ case: "integer", value: BigInt(node.items) }))];
    case "map":
      return [bound("weight", node.from === undefined ? weights(node.items) : promise(node.from))];
    case "sub":
      return [];
  }
}

const bound = (name: string, binding: BindingData): Binding => create(BindingSchema, { var: name, binding });

/** Seconds that a node's code takes when it is really run: short, and never the same for neighbours. */
const weightOf = (id: string): number => 0.25 + (Number(id.slice(1)) % 8) / 8;

function weights(items: number): BindingData {
  const bindings = Array.from({ length: items }, (_, index) => float(0.25 + (index % 8) / 8));
  return create(BindingDataSchema, { value: { case: "collection", value: { bindings } } });
}

const float = (value: number): BindingData => primitive({ case: "floatValue", value });

function primitive(value: { case: "floatValue"; value: number } | { case: "integer"; value: bigint }): BindingData {
  return create(BindingDataSchema, {
    value: { case: "scalar", value: { value: { case: "primitive", value: { value } } } },
  });
}

const promise = (nodeId: string): BindingData =>
  create(BindingDataSchema, { value: { case: "promise", value: { nodeId, var: "o0" } } });
