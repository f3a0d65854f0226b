import { create } from "@bufbuild/protobuf";
import { type DynamicJobSpec, DynamicJobSpecSchema } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type BindingData, BindingDataSchema, type Literal } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type TaskTemplate, TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { type LiteralType, LiteralTypeSchema, type SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { NodeSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";

export const simpleType = (value: SimpleType): LiteralType =>
  create(LiteralTypeSchema, { type: { case: "simple", value } });

/** A Python task that a dynamic task calls. */
export type Callee = {
  module: string;
  name: string;
  inputs: Readonly<Record<string, LiteralType>>;
  output: LiteralType;
};

/** The graph of a dynamic task that calls one task many times and lists the results, as flytekit spells it. */
export function callsInList(
  caller: TaskTemplate,
  callee: Callee,
  calls: readonly Readonly<Record<string, Literal>>[],
): DynamicJobSpec {
  const task = calledTask(caller, callee);
  const nodes = calls.map((inputs, index) =>
    create(NodeSchema, {
      id: `dn${index}`,
      metadata: { name: callee.name, retries: {} },
      inputs: Object.entries(inputs).map(([name, literal]) => ({ var: name, binding: bindingOf(literal) })),
      target: {
        case: "taskNode" as const,
        value: {
          reference: {
            case: "referenceId" as const,
            value: task.id ?? create(IdentifierSchema),
          },
          overrides: {},
        },
      },
    }),
  );
  return create(DynamicJobSpecSchema, {
    nodes,
    tasks: [task],
    minSuccesses: BigInt(nodes.length),
    outputs: [
      {
        var: "o0",
        binding: {
          value: {
            case: "collection",
            value: {
              bindings: nodes.map(({ id }) =>
                create(BindingDataSchema, { value: { case: "promise", value: { nodeId: id, var: "o0" } } }),
              ),
            },
          },
        },
      },
    ],
  });
}

/** What a graph calls comes with it, so that nobody has to have registered it. */
function calledTask(caller: TaskTemplate, { module, name, inputs, output }: Callee): TaskTemplate {
  const { target } = caller;
  const variables = (types: Readonly<Record<string, LiteralType>>) => ({
    variables: Object.fromEntries(Object.entries(types).map(([key, type]) => [key, { type, description: key }])),
  });
  return create(TaskTemplateSchema, {
    id: {
      resourceType: ResourceType.TASK,
      project: caller.id?.project ?? "",
      domain: caller.id?.domain ?? "",
      name: `${module}.${name}`,
      version: caller.id?.version ?? "",
    },
    type: caller.type,
    metadata: { runtime: caller.metadata?.runtime ?? {}, retries: {} },
    interface: { inputs: variables(inputs), outputs: variables({ o0: output }) },
    target:
      target.case === "container"
        ? { case: "container", value: { ...target.value, args: argsFor(target.value.args, module, name) } }
        : { case: undefined },
  });
}

function argsFor(args: readonly string[], module: string, name: string): string[] {
  const before = args.lastIndexOf("task-module");
  return [...args.slice(0, before < 0 ? args.length : before), "task-module", module, "task-name", name];
}

function bindingOf({ value }: Literal): BindingData {
  if (value.case === "scalar") return create(BindingDataSchema, { value });
  if (value.case === "collection")
    return create(BindingDataSchema, {
      value: { case: "collection", value: { bindings: value.value.literals.map(bindingOf) } },
    });
  if (value.case === "map") {
    const bindings = Object.entries(value.value.literals).map(([key, each]) => [key, bindingOf(each)] as const);
    return create(BindingDataSchema, { value: { case: "map", value: { bindings: Object.fromEntries(bindings) } } });
  }
  return create(BindingDataSchema);
}
