import { create } from "@bufbuild/protobuf";
import { type Identifier, IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type BindingData, BindingDataSchema, type Primitive } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type TaskTemplate, TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { type LiteralType, LiteralTypeSchema, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import {
  type Node,
  NodeSchema,
  type WorkflowTemplate,
  WorkflowTemplateSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import type { Shape } from "../shapes";

export const SCOPE = { project: "flytesnacks", domain: "development" };

export const identifier = (resourceType: ResourceType, name: string, version: string): Identifier =>
  create(IdentifierSchema, { ...SCOPE, resourceType, name, version });

const simple = (type: SimpleType): LiteralType => create(LiteralTypeSchema, { type: { case: "simple", value: type } });
const listOf = (type: LiteralType): LiteralType =>
  create(LiteralTypeSchema, { type: { case: "collectionType", value: type } });

const constant = (value: Primitive["value"]): BindingData =>
  create(BindingDataSchema, { value: { case: "scalar", value: { value: { case: "primitive", value: { value } } } } });

/**
 * A task that the sandbox has code for (stage 1 of `eta.operations`, one of whose six steps it walks): it waits `pace`
 * seconds. `after` is there so that edges carry values.
 */
export function stepTask(version: string): TaskTemplate {
  const variables = {
    region: { type: simple(SimpleType.STRING) },
    steps: { type: simple(SimpleType.INTEGER) },
    pace: { type: simple(SimpleType.FLOAT) },
    after: { type: listOf(simple(SimpleType.INTEGER)) },
  };
  return create(TaskTemplateSchema, {
    id: identifier(ResourceType.TASK, "bench.step", version),
    type: "python-task",
    metadata: { runtime: { type: 1, version: "1.16.0", flavor: "python" }, retries: { retries: 0 } },
    interface: {
      inputs: { variables },
      outputs: { variables: { o0: { type: simple(SimpleType.INTEGER) } } },
    },
    target: {
      case: "container",
      value: {
        image: "bench:1",
        args: ["pyflyte-execute", "task-module", "eta.operations", "task-name", "download_tiles"],
      },
    },
  });
}

/** The nodes of a shape, each a step that takes `paceS` seconds and gets what it waits for as a list. */
export function shapeTemplate(shape: Shape, task: TaskTemplate, paceS: number, version: string): WorkflowTemplate {
  return create(WorkflowTemplateSchema, {
    id: identifier(ResourceType.WORKFLOW, `bench.${shape.name}.inner`, version),
    interface: { inputs: {}, outputs: {} },
    nodes: shape.nodes.map(({ id, after }) =>
      create(NodeSchema, {
        id,
        metadata: { name: id },
        upstreamNodeIds: after,
        inputs: [
          { var: "region", binding: constant({ case: "stringValue", value: "berlin" }) },
          { var: "steps", binding: constant({ case: "integer", value: 6n }) },
          { var: "pace", binding: constant({ case: "floatValue", value: paceS }) },
          {
            var: "after",
            binding: create(BindingDataSchema, {
              value: {
                case: "collection",
                value: {
                  bindings: after.map((nodeId) =>
                    create(BindingDataSchema, { value: { case: "promise", value: { nodeId, var: "o0" } } }),
                  ),
                },
              },
            }),
          },
        ],
        target: { case: "taskNode", value: { reference: { case: "referenceId", value: task.id ?? {} } } },
      }),
    ),
  });
}

/** Node id of the sub-workflow that holds a shape. */
export const GROUP = "all";

/** FlyteAdmin takes 100 nodes in the top level of a workflow and any number in a sub-workflow: so the shape is one. */
export function outerTemplate(inner: WorkflowTemplate, version: string): WorkflowTemplate {
  const node: Node = create(NodeSchema, {
    id: GROUP,
    metadata: { name: GROUP },
    target: { case: "workflowNode", value: { reference: { case: "subWorkflowRef", value: inner.id ?? {} } } },
  });
  return create(WorkflowTemplateSchema, {
    id: identifier(ResourceType.WORKFLOW, (inner.id?.name ?? "").replace(/\.inner$/, ""), version),
    interface: { inputs: {}, outputs: {} },
    nodes: [node],
  });
}
