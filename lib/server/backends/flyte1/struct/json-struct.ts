import "server-only";
import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { ContrailError } from "@/lib/core/errors";
import type { Datum } from "@/lib/core/value";
import { fromFloat, toFloat } from "./float-text";

/** The tree of a protobuf Struct. It knows no integers: every number is a float. Keys are sorted, as they have no order. */
export function readStruct(json: JsonValue): Datum {
  if (json === null) return { kind: "null" };
  if (typeof json === "boolean") return { kind: "boolean", value: json };
  if (typeof json === "number") return { kind: "float", value: toFloat(json) };
  if (typeof json === "string") return { kind: "string", value: json };
  if (Array.isArray(json)) return { kind: "list", items: json.map(readStruct) };
  const keys = Object.keys(json).sort();
  return {
    kind: "map",
    entries: keys.map((key) => ({ key: { kind: "string", value: key }, value: readStruct(json[key] ?? null) })),
  };
}

/** The Struct of a tree. Throws `invalid` for what a Struct cannot hold: bytes, other keys than text, big integers. */
export function writeStruct(datum: Datum): JsonObject {
  if (datum.kind !== "map") throw cannotHold("anything but named fields at its top");
  return toObject(datum.entries);
}

function toObject(entries: readonly { key: Datum; value: Datum }[]): JsonObject {
  return Object.fromEntries(
    entries.map(({ key, value }) => {
      if (key.kind !== "string") throw cannotHold(`a key of kind ${key.kind}`);
      return [key.value, toJson(value)];
    }),
  );
}

function toJson(datum: Datum): JsonValue {
  switch (datum.kind) {
    case "null":
      return null;
    case "boolean":
    case "string":
      return datum.value;
    case "integer": {
      const double = Number(datum.value);
      if (!Number.isSafeInteger(double)) throw cannotHold(`the integer ${datum.value}`);
      return double;
    }
    case "float":
      return fromFloat(datum.value);
    case "list":
      return datum.items.map(toJson);
    case "map":
      return toObject(datum.entries);
    case "bytes":
    case "timestamp":
    case "extension":
      throw cannotHold(`a value of kind ${datum.kind}`);
  }
}

function cannotHold(what: string): ContrailError {
  return new ContrailError("invalid", `A struct of this Flyte SDK cannot hold ${what}.`);
}
