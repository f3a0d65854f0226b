import { type DescMessage, fromBinary, fromJson, type JsonValue, type MessageShape, toJson } from "@bufbuild/protobuf";

/** A recorded registration as one of another version: every mention of the old version names the new one. */
export function withVersion<Schema extends DescMessage>(
  schema: Schema,
  bytes: Uint8Array,
  from: string,
  to: string,
): MessageShape<Schema> {
  return fromJson(schema, renamed(toJson(schema, fromBinary(schema, bytes)), from, to));
}

function renamed(json: JsonValue, from: string, to: string): JsonValue {
  if (Array.isArray(json)) return json.map((item) => renamed(item, from, to));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, item]) => [key, key === "version" && item === from ? to : renamed(item, from, to)]),
  );
}
