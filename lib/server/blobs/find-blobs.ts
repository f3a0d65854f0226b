import "server-only";
import type { NamedValue, Value, ValueSet } from "@/lib/core/value";

export type FoundBlob = {
  path: string;
  uri: string;
  format: string;
  multipart: boolean;
  kind: "blob" | "schema" | "structured_dataset";
};

/** A part of a path: as in JSON Pointer (RFC 6901) `~` and `/` of a name are written `~0` and `~1`. */
export const partOf = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/**
 * Blobs and datasets that the values name, with their paths: the name of the value, then indices of lists and keys of
 * maps, joined by `/`. Of a dataset the folder is named, so it counts as multipart.
 */
export function findBlobs(set: ValueSet): FoundBlob[] {
  return set.state === "present" ? set.values.flatMap(inNamed) : [];
}

const inNamed = ({ name, value }: NamedValue): FoundBlob[] => inValue(partOf(name), value);

function inValue(path: string, value: Value): FoundBlob[] {
  if (value.kind === "blob" || value.kind === "schema" || value.kind === "structured_dataset") {
    const { kind, uri } = value;
    const format = kind === "schema" ? "schema" : value.format;
    return [{ path, uri, format, multipart: kind !== "blob" || value.multipart, kind }];
  }
  if (value.kind === "union") return inValue(path, value.value);
  if (value.kind === "list") return value.items.flatMap((item, index) => inValue(`${path}/${index}`, item));
  if (value.kind === "map")
    return value.entries.flatMap((entry) => inValue(`${path}/${partOf(entry.key)}`, entry.value));
  return [];
}
