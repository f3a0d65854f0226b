import "server-only";
import type { NamedValue, Value, ValueSet } from "@/lib/core/value";
import { partOf } from "./find-blobs";

type FoundLarge = {
  path: string;
  uri: string;
  format: string;
  multipart: false;
  kind: "offloaded" | "literal";
  sizeBytes: string;
};

/** A literal counts as large from here on, by its length as JSON. */
const LARGE_BYTES = 64 * 1024;

/** Literals that Flyte keeps elsewhere, wherever they stand, and named values that are large in themselves. */
export function findLarge(set: ValueSet): FoundLarge[] {
  return set.state === "present" ? set.values.flatMap(inNamed) : [];
}

function inNamed({ name, value }: NamedValue): FoundLarge[] {
  const path = partOf(name);
  const offloaded = offloadedIn(path, value);
  if (offloaded.length > 0) return offloaded;
  const size = JSON.stringify(value).length;
  if (size < LARGE_BYTES) return [];
  return [{ path, uri: "", format: value.kind, multipart: false, kind: "literal", sizeBytes: String(size) }];
}

function offloadedIn(path: string, value: Value): FoundLarge[] {
  if (value.kind === "union") return offloadedIn(path, value.value);
  if (value.kind === "list") return value.items.flatMap((item, index) => offloadedIn(`${path}/${index}`, item));
  if (value.kind === "map")
    return value.entries.flatMap(({ key, value: of }) => offloadedIn(`${path}/${partOf(key)}`, of));
  if (value.kind !== "offloaded") return [];
  const { uri, sizeBytes } = value;
  return [{ path, uri, format: "literal", multipart: false, kind: "offloaded", sizeBytes }];
}
