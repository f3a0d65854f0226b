import { create } from "@bufbuild/protobuf";
import { type DynamicJobSpec, DynamicJobSpecSchema } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type BindingData, BindingDataSchema, type Literal } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { NodeSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";

/** The graph of a dynamic task that calls one task many times and lists the results, as flytekit spells it. */
export function callsInList(
  caller: TaskTemplate,
  callee: { module: string; name: string },
  calls: readonly Readonly<Record<string, Literal>>[],
): DynamicJobSpec {
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
            value: {
              resourceType: ResourceType.TASK,
              project: caller.id?.project ?? "",
              domain: caller.id?.domain ?? "",
              name: `${callee.module}.${callee.name}`,
              version: caller.id?.version ?? "",
            },
          },
          overrides: {},
        },
      },
    }),
  );
  return create(DynamicJobSpecSchema, {
    nodes,
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
