import { createHash } from "node:crypto";
import { create } from "@bufbuild/protobuf";
import { type Identifier, IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type VariableMap, VariableMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { type TaskTemplate, TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { type LiteralType, LiteralTypeSchema, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";

/** Where a scenario puts its entities and executions. */
export type Place = { project: string; domain: string; version: string };

const MODULE = "scale.tasks";
const IMAGE = "ghcr.io/example/scale";

export const simple = (value: SimpleType): LiteralType =>
  create(LiteralTypeSchema, { type: { case: "simple", value } });
const list = (value: LiteralType): LiteralType =>
  create(LiteralTypeSchema, { type: { case: "collectionType", value } });

export function variables(types: Readonly<Record<string, LiteralType>>): VariableMap {
  return create(VariableMapSchema, {
    variables: Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type, description: name }])),
  });
}

export function identifier(resourceType: ResourceType, place: Place, name: string): Identifier {
  const { project, domain, version } = place;
  return create(IdentifierSchema, { resourceType, project, domain, name, version });
}

/** A Python task as flytekit registers it; the sandbox has a twin of the code (sandbox/tasks/scale.ts). */
export function pythonTask(
  place: Place,
  name: string,
  inputs: Readonly<Record<string, LiteralType>>,
  outputs: Readonly<Record<string, LiteralType>>,
  { code = `${MODULE}.${name}`, mapped = false, retries = 0 } = {},
): TaskTemplate {
  const [command, resolver, ...vars] = mapped
    ? ["pyflyte-map-execute", "flytekit.core.array_node_map_task.ArrayNodeMapTaskResolver", "vars", "", "resolver"]
    : ["pyflyte-execute"];
  const plain = "flytekit.core.python_auto_container.default_task_resolver";
  const split = code.lastIndexOf(".");
  return create(TaskTemplateSchema, {
    id: identifier(ResourceType.TASK, place, name.includes(".") ? name : `${MODULE}.${name}`),
    type: "python-task",
    metadata: { runtime: { type: 1, version: "1.16.31", flavor: "python" }, retries: { retries } },
    interface: { inputs: variables(inputs), outputs: variables(outputs) },
    taskTypeVersion: mapped ? 1 : 0,
    target: {
      case: "container",
      value: {
        image: `${IMAGE}:${place.version}`,
        args: [
          command ?? "",
          "--inputs",
          "{{.input}}",
          "--output-prefix",
          "{{.outputPrefix}}",
          "--raw-output-data-prefix",
          "{{.rawOutputDataPrefix}}",
          "--resolver",
          resolver ?? plain,
          "--",
          ...(mapped ? [...vars, plain] : []),
          "task-module",
          code.slice(0, split),
          "task-name",
          code.slice(split + 1),
        ],
        resources: {},
      },
    },
  });
}

const FLOAT = simple(SimpleType.FLOAT);

/** Takes a while and answers what it was given. */
export const stepTask = (place: Place): TaskTemplate =>
  pythonTask(place, "step", { weight: FLOAT }, { o0: FLOAT }, { retries: 2 });

/** The same over a list, under the made-up name that flytekit gives a mapped task. */
export function mapTask(place: Place): TaskTemplate {
  const digest = createHash("md5").update(`${MODULE}.step`).digest("hex");
  const name = `${MODULE}.map_step_${digest}-arraynode`;
  return pythonTask(
    place,
    name,
    { weight: list(FLOAT) },
    { o0: list(FLOAT) },
    {
      code: `${MODULE}.step`,
      mapped: true,
      retries: 2,
    },
  );
}

/** Makes a list to map over. */
export const spreadTask = (place: Place): TaskTemplate =>
  pythonTask(place, "spread", { items: simple(SimpleType.INTEGER) }, { o0: list(FLOAT) });

/** A dynamic task. */
export const growTask = (place: Place): TaskTemplate =>
  pythonTask(place, "grow", { weight: FLOAT }, { o0: list(FLOAT) });
