import "server-only";
import { toBinary } from "@bufbuild/protobuf";
import type { NamedValue, Value } from "@/lib/core/value";
import * as pb from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { isMultipart, toDatasetColumns, toSchemaColumns, toValueType } from "./map-type";
import { toBase64 } from "./struct/base64";
import { toFloat } from "./struct/float-text";
import { readStruct } from "./struct/json-struct";
import { readMsgpack } from "./struct/msgpack-read";
import { formatInstant } from "./wire-time";

/** The tag of msgpack in a binary literal, as flytekit ≥ 1.14 writes dataclasses, models and dicts. */
export const MSGPACK_TAG = "msgpack";

/**
 * A literal as a core value; nothing is lost, `fromValue` makes the same literal of it. What this version cannot read
 * is `unknown` and keeps its bytes.
 */
export function toValue(literal: pb.Literal): Value {
  const { hash, metadata } = literal;
  return {
    ...(toContent(literal) ?? { kind: "unknown", base64: toBase64(toBinary(pb.LiteralSchema, literal)) }),
    ...(hash === "" ? {} : { hash }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata: { ...metadata } }),
  };
}

/** Values by name; protobuf maps have no order of their own. */
export function toNamedValues(map: pb.LiteralMap | undefined): NamedValue[] {
  return Object.entries(map?.literals ?? {})
    .map(([name, literal]) => ({ name, value: toValue(literal) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toContent({ value }: pb.Literal): Value | null {
  switch (value.case) {
    case "scalar":
      return toScalar(value.value);
    case "collection":
      return { kind: "list", items: value.value.literals.map(toValue) };
    case "map":
      return {
        kind: "map",
        entries: toNamedValues(value.value).map(({ name, value: of }) => ({ key: name, value: of })),
      };
    case "offloadedMetadata":
      return toOffloaded(value.value);
    case undefined:
      return null;
  }
}

function toOffloaded({ uri, sizeBytes, inferredType }: pb.LiteralOffloadedMetadata): Value {
  const type = inferredType === undefined ? null : toValueType(inferredType);
  return { kind: "offloaded", uri, sizeBytes: String(sizeBytes), type };
}

function toScalar({ value }: pb.Scalar): Value | null {
  switch (value.case) {
    case "primitive":
      return toPrimitive(value.value);
    case "blob":
      return toBlob(value.value);
    case "binary":
      return toBinaryValue(value.value);
    case "schema":
      return { kind: "schema", uri: value.value.uri, columns: toSchemaColumns(value.value.type) };
    case "noneType":
      return { kind: "none" };
    case "error":
      return { kind: "error", failedNodeId: value.value.failedNodeId, message: value.value.message };
    case "generic":
      return { kind: "struct", encoding: "struct", data: readStruct(value.value) };
    case "structuredDataset":
      return toStructuredDataset(value.value);
    case "union":
      return toUnion(value.value);
    case undefined:
      return null;
  }
}

function toPrimitive({ value }: pb.Primitive): Value | null {
  switch (value.case) {
    case "integer":
      return { kind: "integer", value: String(value.value) };
    case "floatValue":
      return { kind: "float", value: toFloat(value.value) };
    case "stringValue":
      return { kind: "string", value: value.value };
    case "boolean":
      return { kind: "boolean", value: value.value };
    case "datetime": {
      const text = formatInstant(value.value);
      return text === null ? null : { kind: "datetime", value: text };
    }
    case "duration":
      return { kind: "duration", seconds: String(value.value.seconds), nanos: value.value.nanos };
    case undefined:
      return null;
  }
}

function toBlob({ uri, metadata }: pb.Blob): Value {
  return { kind: "blob", uri, format: metadata?.type?.format ?? "", multipart: isMultipart(metadata?.type) };
}

function toBinaryValue({ tag, value }: pb.Binary): Value {
  const read = tag === MSGPACK_TAG ? readMsgpack(value) : null;
  if (read === null) return { kind: "binary", tag, base64: toBase64(value) };
  const struct = { kind: "struct", encoding: "msgpack", data: read.datum } as const;
  return read.isShortest ? struct : { ...struct, base64: toBase64(value) };
}

function toStructuredDataset({ uri, metadata }: pb.StructuredDataset): Value {
  const type = metadata?.structuredDatasetType;
  return { kind: "structured_dataset", uri, format: type?.format ?? "", columns: toDatasetColumns(type) };
}

/** A union without a value names nothing that could be shown: its bytes are kept instead. */
function toUnion({ value, type }: pb.Union): Value | null {
  return value === undefined ? null : { kind: "union", variant: toValueType(type), value: toValue(value) };
}
