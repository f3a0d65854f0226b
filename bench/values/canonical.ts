import { toBinary } from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import { type Literal, LiteralSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";

/** The bytes of a literal with the entries of its maps in the order of their keys, which the wire leaves open. */
export function canonicalBytes(literal: Literal): Uint8Array {
  sortMaps(reflect(LiteralSchema, literal));
  return toBinary(LiteralSchema, literal);
}

function sortMaps(message: ReflectMessage): void {
  for (const field of message.fields) {
    if (!message.isSet(field)) continue;
    if (field.fieldKind === "message") {
      const child = message.get(field);
      sortMaps(child);
      // A Struct is reflected as a copy.
      message.set(field, child);
    } else if (field.fieldKind === "list" && field.listKind === "message") {
      for (const item of message.get(field)) if (isReflected(item)) sortMaps(item);
    } else if (field.fieldKind === "map") {
      const map = message.get(field);
      const entries = [...map].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
      map.clear();
      for (const [key, item] of entries) {
        if (isReflected(item)) sortMaps(item);
        map.set(key, item);
      }
    }
  }
}

const isReflected = (value: unknown): value is ReflectMessage =>
  typeof value === "object" && value !== null && "desc" in value && "fields" in value;
