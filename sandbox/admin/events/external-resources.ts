import { create } from "@bufbuild/protobuf";
import {
  type ExternalResourceInfo,
  type TaskExecutionMetadata,
  TaskExecutionMetadataSchema,
} from "@/lib/flyteidl/gen/flyteidl/event/event_pb";

/**
 * What an event says of an attempt, merged into what is known: items of a map by index and retry, sorted so, the rest
 * replaced where the event has it. An item that the event does not name stays as it was.
 */
export function mergeResources(
  known: TaskExecutionMetadata | undefined,
  given: TaskExecutionMetadata,
): TaskExecutionMetadata {
  if (known === undefined) return given;
  return create(TaskExecutionMetadataSchema, {
    generatedName: given.generatedName || known.generatedName,
    pluginIdentifier: given.pluginIdentifier || known.pluginIdentifier,
    instanceClass: given.instanceClass || known.instanceClass,
    resourcePoolInfo: given.resourcePoolInfo.length > 0 ? given.resourcePoolInfo : known.resourcePoolInfo,
    externalResources:
      given.externalResources.length === 0
        ? known.externalResources
        : mergeItems(known.externalResources, given.externalResources),
  });
}

function mergeItems(
  known: readonly ExternalResourceInfo[],
  given: readonly ExternalResourceInfo[],
): ExternalResourceInfo[] {
  const items = new Map(known.map((item) => [keyOf(item), item]));
  for (const item of given) {
    const before = items.get(keyOf(item));
    items.set(keyOf(item), before === undefined ? item : mergeItem(before, item));
  }
  return [...items.values()].sort((a, b) => a.index - b.index || a.retryAttempt - b.retryAttempt);
}

const keyOf = ({ index, retryAttempt }: ExternalResourceInfo): string => `${index}/${retryAttempt}`;

function mergeItem(before: ExternalResourceInfo, item: ExternalResourceInfo): ExternalResourceInfo {
  return {
    ...before,
    ...item,
    externalId: item.externalId || before.externalId,
    logs: item.logs.length > 0 ? item.logs : before.logs,
    cacheStatus: item.cacheStatus || before.cacheStatus,
  };
}
