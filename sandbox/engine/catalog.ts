import { createHash, randomUUID } from "node:crypto";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type CatalogMetadata, CatalogMetadataSchema } from "@/lib/flyteidl/gen/flyteidl/core/catalog_pb";
import {
  type Identifier,
  IdentifierSchema,
  ResourceType,
  type TaskExecutionIdentifier,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type VariableMap, VariableMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { type LiteralMap, LiteralMapSchema, LiteralSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { TaskMetadataSchema, type TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { type Node, NodeMetadataSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import type { EngineState } from "@/sandbox/contract";
import { Semaphore } from "./flow/semaphore";

/** What identifies a cached result: the data set of the task and, in it, the tag of the inputs. */
export type CacheKey = { dataset: Identifier; tag: string; text: string; serialised: boolean };

export type CacheEntry = { metadata: CatalogMetadata; outputs: LiteralMap };

/** The data catalog: remembers outputs of cacheable tasks in the engine's state, across executions and restarts. */
export class Catalog {
  private readonly reservations = new Map<string, Semaphore>();

  constructor(private readonly state: EngineState) {}

  lookup(key: CacheKey): CacheEntry | null {
    const metadata = this.state.get(`cache/${key.text}/metadata`);
    const outputs = this.state.get(`cache/${key.text}/outputs`);
    if (metadata === null || outputs === null) return null;
    return { metadata: fromBinary(CatalogMetadataSchema, metadata), outputs: fromBinary(LiteralMapSchema, outputs) };
  }

  /** Remembers an attempt's outputs. What is answered here names no source; a later hit does (recorded so). */
  store(key: CacheKey, outputs: LiteralMap, source: TaskExecutionIdentifier): CatalogMetadata {
    const artifactTag = { artifactId: randomUUID(), name: key.tag };
    const metadata = create(CatalogMetadataSchema, {
      datasetId: key.dataset,
      artifactTag,
      sourceExecution: { case: "sourceTaskExecution", value: source },
    });
    this.state.put(`cache/${key.text}/outputs`, toBinary(LiteralMapSchema, outputs));
    this.state.put(`cache/${key.text}/metadata`, toBinary(CatalogMetadataSchema, metadata));
    return create(CatalogMetadataSchema, { datasetId: key.dataset, artifactTag });
  }

  /** Of several attempts with one serialised key only one runs; the others wait and then hit. */
  async reserve(key: CacheKey, signal: AbortSignal): Promise<() => void> {
    if (!key.serialised) return () => undefined;
    const reservation = this.reservations.get(key.text) ?? new Semaphore(1);
    this.reservations.set(key.text, reservation);
    return reservation.acquire(signal);
  }
}

/** The key of a cacheable task with these inputs, null for a task that is not cached. */
export function cacheKey(task: TaskTemplate, node: Node, inputs: LiteralMap): CacheKey | null {
  const { cacheable, version, serialised } = cacheSettings(task, node);
  if (!cacheable || task.id === undefined) return null;
  const signatures = [task.interface?.inputs, task.interface?.outputs].map(signatureOf).join("-");
  const dataset = create(IdentifierSchema, {
    resourceType: ResourceType.DATASET,
    project: task.id.project,
    domain: task.id.domain,
    name: `flyte_task-${task.id.name}`,
    version: `${version}-${signatures}`,
  });
  const tag = `flyte_cached-${digestOf(inputs, task.metadata?.cacheIgnoreInputVars ?? [])}`;
  const text = [dataset.project, dataset.domain, dataset.name, dataset.version, tag].join("/");
  return { dataset, tag, text, serialised };
}

/** What the task says, where its node does not say otherwise. A node cannot turn its task's cache off (recorded so). */
function cacheSettings(task: TaskTemplate, node: Node) {
  const { discoverable, discoveryVersion, cacheSerializable } = task.metadata ?? create(TaskMetadataSchema);
  const { cacheableValue, cacheVersionValue, cacheSerializableValue } = node.metadata ?? create(NodeMetadataSchema);
  return {
    cacheable: discoverable || cacheableValue.value === true,
    version: cacheVersionValue.value ?? discoveryVersion,
    serialised: cacheSerializableValue.value ?? cacheSerializable,
  };
}

function signatureOf(variables: VariableMap | undefined): string {
  return hash([toBinary(VariableMapSchema, create(VariableMapSchema, variables))]).slice(0, 8);
}

function digestOf(inputs: LiteralMap, ignored: readonly string[]): string {
  const names = Object.keys(inputs.literals).filter((name) => !ignored.includes(name));
  return hash(
    names.toSorted().flatMap((name) => {
      const literal = inputs.literals[name];
      if (literal === undefined) return [];
      // A literal that carries its own hash is equal to any other with the same hash.
      return [Buffer.from(name), literal.hash === "" ? toBinary(LiteralSchema, literal) : Buffer.from(literal.hash)];
    }),
  );
}

function hash(parts: readonly Uint8Array[]): string {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest("base64url");
}
