import "server-only";
import { create, type JsonObject } from "@bufbuild/protobuf";
import type { TaskVersion } from "@/lib/core/entity";
import type { ConnectionName } from "@/lib/core/refs";
import type { Task } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import * as pb from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { toEntityRef } from "./map-ref";
import { toVariables } from "./map-type";
import { toDurationMs } from "./wire-time";

const NO_TEMPLATE = create(pb.TaskTemplateSchema);
const NO_METADATA = create(pb.TaskMetadataSchema);

export function toTaskVersion({ id, closure }: Task, connection: ConnectionName): TaskVersion {
  return toTask(closure?.compiledTask?.template ?? NO_TEMPLATE, toEntityRef(id, "task", connection));
}

function toTask(template: pb.TaskTemplate, ref: TaskVersion["ref"]): TaskVersion {
  const metadata = template.metadata ?? NO_METADATA;
  return {
    ref,
    type: template.type,
    inputs: toVariables(template.interface?.inputs),
    outputs: toVariables(template.interface?.outputs),
    retries: metadata.retries?.retries ?? 0,
    timeoutMs: toDurationMs(metadata.timeout) || null,
    cacheable: metadata.discoverable,
    cacheVersion: metadata.discoverable ? metadata.discoveryVersion : "",
    generatesDeck: metadata.generatesDeck ?? false,
    ...toMachine(template.target),
  };
}

type Machine = Pick<TaskVersion, "image" | "resources" | "environment">;

const NO_MACHINE: Machine = { image: "", resources: { requests: {}, limits: {} }, environment: {} };

function toMachine(target: pb.TaskTemplate["target"]): Machine {
  if (target.case === "k8sPod") return toPodMachine(target.value);
  if (target.case !== "container") return NO_MACHINE;
  const { image, env, resources } = target.value;
  return {
    image,
    resources: { requests: toAmounts(resources?.requests), limits: toAmounts(resources?.limits) },
    environment: Object.fromEntries(env.map(({ key, value }) => [key, value])),
  };
}

function toAmounts(entries: readonly pb.Resources_ResourceEntry[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (entries ?? []).map(({ name, value }) => [(pb.Resources_ResourceName[name] ?? "UNKNOWN").toLowerCase(), value]),
  );
}

/** A pod template is free JSON of Kubernetes: read what is there, of the primary container. */
function toPodMachine({ podSpec, primaryContainerName }: pb.K8sPod): Machine {
  const containers = objects(podSpec?.containers);
  const primary = containers.find(({ name }) => name === primaryContainerName) ?? containers[0];
  if (primary === undefined) return NO_MACHINE;
  const resources = object(primary.resources);
  return {
    image: text(primary.image),
    resources: { requests: amounts(resources.requests), limits: amounts(resources.limits) },
    environment: Object.fromEntries(objects(primary.env).map(({ name, value }) => [text(name), text(value)])),
  };
}

const object = (json: unknown): JsonObject => (isObject(json) ? json : {});
const objects = (json: unknown): JsonObject[] => (Array.isArray(json) ? json.filter(isObject) : []);
const text = (json: unknown): string => (typeof json === "string" ? json : "");
/** Amounts may be written as numbers: `cpu: 2`. */
const amount = (json: unknown): string => (typeof json === "number" ? String(json) : text(json));
const amounts = (json: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(object(json)).map(([name, value]) => [name, amount(value)]));

/** Values of a protobuf Struct hold JSON throughout. */
const isObject = (json: unknown): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);
