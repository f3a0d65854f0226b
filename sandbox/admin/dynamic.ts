import { randomInt } from "node:crypto";
import { create, toBinary } from "@bufbuild/protobuf";
import {
  type CompiledWorkflowClosure,
  CompiledWorkflowClosureSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { DynamicJobSpec } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { type Identifier, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type Variable, VariableSchema } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { type BindingData, LiteralSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import {
  type LiteralType,
  LiteralTypeSchema,
  type OutputReference,
  SimpleType,
} from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { WorkflowTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { compileWorkflow, references } from "../compiler/compile-workflow";
import { entityKey, type Registry } from "../compiler/interfaces";
import { literalType } from "../compiler/literal-type";
import type { AdminContext } from "./context";
import { registryOf } from "./registration/registry";

/** Compiles what a dynamic task returned and keeps it under `uri`. Its own tasks come before registered ones. */
export function compileDynamic(context: AdminContext, spec: DynamicJobSpec, uri: string): CompiledWorkflowClosure {
  const own = new Map(spec.tasks.map((task) => [entityKey(task.id), task]));
  const registered = registryOf(context);
  const registry: Registry = { ...registered, task: (id) => own.get(entityKey(id)) ?? registered.task(id) };
  const template = create(WorkflowTemplateSchema, { nodes: spec.nodes, outputs: spec.outputs });
  const scope = scopeOf(references(template, "referenceId"), spec.tasks);
  template.id = { ...scope, name: `dynamic_${nodeNameOf(uri)}`, version: randomVersion() };
  const variables: Record<string, Variable> = {};
  for (const { var: name, binding } of spec.outputs) {
    const type = bindingType(binding, spec, registry);
    variables[name] = create(VariableSchema, { type });
  }
  template.interface = { $typeName: "flyteidl.core.TypedInterface" };
  template.interface.inputs = { $typeName: "flyteidl.core.VariableMap", variables: {} };
  template.interface.outputs = { $typeName: "flyteidl.core.VariableMap", variables };
  const closure = compileWorkflow(template, spec.subworkflows, registry);
  context.objects.put(uri, toBinary(CompiledWorkflowClosureSchema, closure));
  return closure;
}

function scopeOf(ids: readonly Identifier[], tasks: readonly TaskTemplate[]): Omit<Identifier, "name" | "version"> {
  const id = ids[0] ?? tasks[0]?.id;
  return {
    $typeName: "flyteidl.core.Identifier",
    resourceType: ResourceType.WORKFLOW,
    project: id?.project ?? "",
    domain: id?.domain ?? "",
    org: "",
  };
}

/** The node's folder is the one above `/data/`. */
const nodeNameOf = (uri: string): string => /.*\/([^/]+)\/data\//.exec(uri)?.[1] ?? "node";

const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
const randomVersion = (): string =>
  Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)] ?? "").join("");

function bindingType(data: BindingData | undefined, spec: DynamicJobSpec, registry: Registry): LiteralType {
  const value = data?.value;
  if (value?.case === "promise") return promisedType(value.value, spec, registry);
  if (value?.case === "scalar") {
    return literalType(create(LiteralSchema, { value: { case: "scalar", value: value.value } })) ?? none();
  }
  if (value?.case === "collection") {
    const element = bindingType(value.value.bindings[0], spec, registry);
    return create(LiteralTypeSchema, { type: { case: "collectionType", value: element } });
  }
  if (value?.case === "map") {
    const element = bindingType(Object.values(value.value.bindings)[0], spec, registry);
    return create(LiteralTypeSchema, { type: { case: "mapValueType", value: element } });
  }
  return none();
}

function promisedType({ nodeId, var: name }: OutputReference, spec: DynamicJobSpec, registry: Registry): LiteralType {
  const target = spec.nodes.find(({ id }) => id === nodeId)?.target;
  const reference = target?.case === "taskNode" ? target.value.reference.value : undefined;
  const typed = reference === undefined ? undefined : registry.task(reference).interface;
  return typed?.outputs?.variables[name]?.type ?? none();
}

const none = (): LiteralType => create(LiteralTypeSchema, { type: { case: "simple", value: SimpleType.NONE } });
