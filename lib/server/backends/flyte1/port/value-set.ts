import "server-only";
import type { ValueSet } from "@/lib/core/value";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { toNamedValues } from "@/lib/server/backends/flyte1/map-value";

export const isEmpty = (map: LiteralMap | undefined): boolean => Object.keys(map?.literals ?? {}).length === 0;

/** What an interface declares; null where it cannot be found. */
export type Declared = { inputs: boolean; outputs: boolean } | null;

/**
 * Values as FlyteAdmin answered them. It answers an empty map for "none" and also for data that is too large, missing or
 * unreadable. A uri alone proves nothing, as tasks without outputs have one too: `isDeclared` says that there must be values.
 */
export function toValueSet(map: LiteralMap | undefined, uri: string, isDeclared: boolean): ValueSet {
  if (!isEmpty(map)) return { state: "present", values: toNamedValues(map) };
  return isDeclared ? { state: "unavailable", uri } : { state: "none" };
}
