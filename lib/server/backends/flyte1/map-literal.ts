import "server-only";
import { create, fromBinary } from "@bufbuild/protobuf";
import { DurationSchema, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { ContrailError } from "@/lib/core/errors";
import type { Value } from "@/lib/core/value";
import * as pb from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { ErrorSchema } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { fromBlobType, fromDatasetColumns, fromSchemaColumns, fromValueType } from "./map-type";
import { MSGPACK_TAG } from "./map-value";
import { fromBase64 } from "./struct/base64";
import { fromFloat } from "./struct/float-text";
import { writeStruct } from "./struct/json-struct";
import { readMsgpack } from "./struct/msgpack-read";
import { writeMsgpack } from "./struct/msgpack-write";
import { parseInstant } from "./wire-time";

/** The literal of a core value. Throws `invalid`, in a sentence for people, for what no literal can hold. */
export function fromValue(value: Value): pb.Literal {
  const literal =
    value.kind === "unknown" ? readUnknown(value.base64) : create(pb.LiteralSchema, { value: content(value) });
  if (value.hash !== undefined) literal.hash = value.hash;
  if (value.metadata !== undefined) literal.metadata = { ...value.metadata };
  return literal;
}

type Known = Exclude<Value, { kind: "unknown" }>;

function content(value: Known): pb.Literal["value"] {
  if (value.kind === "list") {
    return { case: "collection", value: create(pb.LiteralCollectionSchema, { literals: value.items.map(fromValue) }) };
  }
  if (value.kind === "map") {
    const literals = Object.fromEntries(value.entries.map(({ key, value: of }) => [key, fromValue(of)]));
    return { case: "map", value: create(pb.LiteralMapSchema, { literals }) };
  }
  if (value.kind === "offloaded") return { case: "offloadedMetadata", value: offloaded(value) };
  return { case: "scalar", value: create(pb.ScalarSchema, { value: scalar(value) }) };
}

function offloaded({ uri, sizeBytes, type }: Extract<Value, { kind: "offloaded" }>): pb.LiteralOffloadedMetadata {
  return create(pb.LiteralOffloadedMetadataSchema, {
    uri,
    sizeBytes: size(sizeBytes),
    ...(type === null ? {} : { inferredType: fromValueType(type) }),
  });
}

type Plain = Exclude<Known, { kind: "list" | "map" | "offloaded" }>;
type Stored = Extract<Plain, { kind: "blob" | "schema" | "structured_dataset" }>;
type Primitive = Extract<Plain, { kind: "integer" | "float" | "string" | "boolean" | "datetime" | "duration" }>;

const PRIMITIVES: ReadonlySet<Value["kind"]> = new Set([
  "integer",
  "float",
  "string",
  "boolean",
  "datetime",
  "duration",
] satisfies Primitive["kind"][]);
const isPrimitive = (value: Plain): value is Primitive => PRIMITIVES.has(value.kind);

function scalar(value: Plain): pb.Scalar["value"] {
  if (isPrimitive(value)) return { case: "primitive", value: create(pb.PrimitiveSchema, { value: primitive(value) }) };
  switch (value.kind) {
    case "none":
      return { case: "noneType", value: create(pb.VoidSchema) };
    case "error": {
      const { failedNodeId, message } = value;
      return { case: "error", value: create(ErrorSchema, { failedNodeId, message }) };
    }
    case "binary": {
      const { tag, base64 } = value;
      return { case: "binary", value: create(pb.BinarySchema, { tag, value: fromBase64(base64) }) };
    }
    case "struct":
      return struct(value);
    case "union": {
      const union = { value: fromValue(value.value), type: fromValueType(value.variant) };
      return { case: "union", value: create(pb.UnionSchema, union) };
    }
    case "blob":
    case "schema":
    case "structured_dataset":
      return stored(value);
  }
}

function struct({ encoding, data, base64 }: Extract<Plain, { kind: "struct" }>): pb.Scalar["value"] {
  if (encoding === "struct") return { case: "generic", value: writeStruct(data) };
  const shortest = writeMsgpack(data);
  const value = base64 === undefined ? shortest : sameTree(fromBase64(base64), shortest);
  return { case: "binary", value: create(pb.BinarySchema, { tag: MSGPACK_TAG, value }) };
}

/** The bytes as they came if they still say the same as the tree: whoever edits the tree may have kept them by mistake. */
function sameTree(asTheyCame: Uint8Array, shortest: Uint8Array): Uint8Array {
  const read = readMsgpack(asTheyCame);
  return read !== null && Buffer.compare(writeMsgpack(read.datum), shortest) === 0 ? asTheyCame : shortest;
}

/** Values that name what lies in the store. */
function stored(value: Stored): pb.Scalar["value"] {
  const { uri } = value;
  switch (value.kind) {
    case "blob": {
      const metadata = { type: fromBlobType(value.format, value.multipart) };
      return { case: "blob", value: create(pb.BlobSchema, { uri, metadata }) };
    }
    case "schema":
      return { case: "schema", value: create(pb.SchemaSchema, { uri, type: fromSchemaColumns(value.columns) }) };
    case "structured_dataset": {
      const structuredDatasetType = { format: value.format, columns: fromDatasetColumns(value.columns) };
      const dataset = create(pb.StructuredDatasetSchema, { uri, metadata: { structuredDatasetType } });
      return { case: "structuredDataset", value: dataset };
    }
  }
}

function primitive(value: Primitive): pb.Primitive["value"] {
  switch (value.kind) {
    case "integer":
      return { case: "integer", value: whole(value.value) };
    case "float":
      return { case: "floatValue", value: fromFloat(value.value) };
    case "string":
      return { case: "stringValue", value: value.value };
    case "boolean":
      return { case: "boolean", value: value.value };
    case "datetime": {
      const instant = parseInstant(value.value);
      if (instant === null) throw new ContrailError("invalid", `“${value.value}” is not a moment in UTC.`);
      return { case: "datetime", value: create(TimestampSchema, instant) };
    }
    case "duration":
      return { case: "duration", value: create(DurationSchema, { seconds: whole(value.seconds), nanos: value.nanos }) };
  }
}

/** An integer of 64 bits from its digits. */
function whole(text: string): bigint {
  const value = /^-?\d{1,19}$/.test(text) ? BigInt(text) : null;
  if (value === null || BigInt.asIntN(64, value) !== value) {
    throw new ContrailError("invalid", `“${text}” is not an integer of 64 bits.`);
  }
  return value;
}

function size(text: string): bigint {
  if (/^\d{1,19}$/.test(text)) return BigInt(text);
  throw new ContrailError("invalid", `“${text}” is not a size in bytes.`);
}

function readUnknown(base64: string): pb.Literal {
  try {
    return fromBinary(pb.LiteralSchema, fromBase64(base64));
  } catch (cause) {
    throw new ContrailError("invalid", "A value of the request is broken.", { cause });
  }
}
