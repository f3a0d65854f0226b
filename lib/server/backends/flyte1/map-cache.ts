import "server-only";
import type { CacheSource, CacheStatus } from "@/lib/core/node";
import type { ConnectionName } from "@/lib/core/refs";
import { CatalogCacheStatus, type CatalogMetadata } from "@/lib/flyteidl/gen/flyteidl/core/catalog_pb";
import { toExecutionRef } from "./map-ref";

const STATUSES: Readonly<Record<CatalogCacheStatus, CacheStatus>> = {
  [CatalogCacheStatus.CACHE_DISABLED]: "disabled",
  [CatalogCacheStatus.CACHE_MISS]: "miss",
  [CatalogCacheStatus.CACHE_HIT]: "hit",
  [CatalogCacheStatus.CACHE_POPULATED]: "populated",
  [CatalogCacheStatus.CACHE_LOOKUP_FAILURE]: "lookup_failure",
  [CatalogCacheStatus.CACHE_PUT_FAILURE]: "put_failure",
  [CatalogCacheStatus.CACHE_SKIPPED]: "skipped",
  [CatalogCacheStatus.CACHE_EVICTED]: "evicted",
};

/** FlyteAdmin stores the status only beside a catalog key, so a plain miss may read `disabled`. */
export function toCacheStatus(status: CatalogCacheStatus | undefined): CacheStatus {
  return STATUSES[status ?? CatalogCacheStatus.CACHE_DISABLED] ?? "unknown";
}

export function toCacheSource(key: CatalogMetadata | undefined, connection: ConnectionName): CacheSource | null {
  if (key === undefined) return null;
  const { sourceExecution, artifactTag } = key;
  if (sourceExecution.case !== "sourceTaskExecution") return { artifact: artifactTag?.artifactId ?? "", source: null };
  const { nodeExecutionId, retryAttempt } = sourceExecution.value;
  return {
    artifact: artifactTag?.artifactId ?? "",
    source: {
      execution: toExecutionRef(nodeExecutionId?.executionId, connection),
      nodeId: nodeExecutionId?.nodeId ?? "",
      attempt: retryAttempt,
    },
  };
}
