import "server-only";
import { create, fromBinary, type JsonObject, toBinary } from "@bufbuild/protobuf";
import { ContrailError } from "@/lib/core/errors";
import type { Column, SimpleTypeName, ValueType, Variable } from "@/lib/core/value";
import type { VariableMap } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import * as pb from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { fromBase64, toBase64 } from "./struct/base64";

const SIMPLE: Readonly<Record<pb.SimpleType, SimpleTypeName>> = {
  [pb.SimpleType.NONE]: "none",
  [pb.SimpleType.INTEGER]: "integer",
  [pb.SimpleType.FLOAT]: "float",
  [pb.SimpleType.STRING]: "string",
  [pb.SimpleType.BOOLEAN]: "boolean",
  [pb.SimpleType.DATETIME]: "datetime",
  [pb.SimpleType.DURATION]: "duration",
  [pb.SimpleType.BINARY]: "binary",
  [pb.SimpleType.ERROR]: "error",
  [pb.SimpleType.STRUCT]: "struct",
};
const SIMPLE_TYPES: Readonly<Record<SimpleTypeName, pb.SimpleType>> = {
  none: pb.SimpleType.NONE,
  integer: pb.SimpleType.INTEGER,
  float: pb.SimpleType.FLOAT,
  string: pb.SimpleType.STRING,
  boolean: pb.SimpleType.BOOLEAN,
  datetime: pb.SimpleType.DATETIME,
  duration: pb.SimpleType.DURATION,
  binary: pb.SimpleType.BINARY,
  error: pb.SimpleType.ERROR,
  struct: pb.SimpleType.STRUCT,
};

const ColumnType = pb.SchemaType_SchemaColumn_SchemaColumnType;
const COLUMN_TYPES = {
  integer: ColumnType.INTEGER,
  float: ColumnType.FLOAT,
  string: ColumnType.STRING,
  boolean: ColumnType.BOOLEAN,
  datetime: ColumnType.DATETIME,
  duration: ColumnType.DURATION,
} as const satisfies Partial<Record<SimpleTypeName, pb.SchemaType_SchemaColumn_SchemaColumnType>>;

type ColumnTypeName = keyof typeof COLUMN_TYPES;
const COLUMN_TYPE_NAMES: readonly ColumnTypeName[] = ["integer", "float", "string", "boolean", "datetime", "duration"];

export function toSchemaColumns(type: pb.SchemaType | undefined): Column[] {
  return (type?.columns ?? []).map(({ name, type: of }) => {
    const simple = COLUMN_TYPE_NAMES.find((candidate) => COLUMN_TYPES[candidate] === of);
    return { name, type: simple === undefined ? { kind: "unknown" } : { kind: "simple", simple } };
  });
}

export function fromSchemaColumns(columns: readonly Column[]): pb.SchemaType {
  return create(pb.SchemaTypeSchema, {
    columns: columns.map(({ name, type }) => {
      const known = COLUMN_TYPE_NAMES.find((candidate) => type.kind === "simple" && type.simple === candidate);
      if (known === undefined)
        throw new ContrailError("invalid", `A schema cannot have the column “${name}” of its type.`);
      return { name, type: COLUMN_TYPES[known] };
    }),
  });
}

export function toDatasetColumns(type: pb.StructuredDatasetType | undefined): Column[] {
  return (type?.columns ?? []).map(({ name, literalType }) => ({ name, type: toValueType(literalType) }));
}

export function fromDatasetColumns(columns: readonly Column[]): { name: string; literalType: pb.LiteralType }[] {
  return columns.map(({ name, type }) => ({ name, literalType: fromValueType(type) }));
}

export const isMultipart = (type: pb.BlobType | undefined): boolean =>
  type?.dimensionality === pb.BlobType_BlobDimensionality.MULTIPART;

export function fromBlobType(format: string, multipart: boolean): pb.BlobType {
  const { MULTIPART, SINGLE } = pb.BlobType_BlobDimensionality;
  return create(pb.BlobTypeSchema, { format, dimensionality: multipart ? MULTIPART : SINGLE });
}

/** A Flyte type; an absent one, or one of a kind that this version does not know, is `unknown`. */
export function toValueType(type: pb.LiteralType | undefined): ValueType {
  if (type === undefined) return { kind: "unknown" };
  const shape = toShape(type);
  const literalValues = toLiteralValues(type);
  const rest = shape.kind === "unknown" ? type : leftOver(type, shape, literalValues);
  const bytes = toBinary(pb.LiteralTypeSchema, rest);
  return {
    ...shape,
    ...(type.structure?.tag ? { tag: type.structure.tag } : {}),
    ...(literalValues === null ? {} : { literalValues }),
    ...(bytes.length === 0 ? {} : { rest: toBase64(bytes) }),
  };
}

function toShape({ type, metadata }: pb.LiteralType): ValueType {
  switch (type.case) {
    case "simple":
      return toSimple(type.value, metadata);
    case "enumType":
      return { kind: "enum", values: [...type.value.values] };
    case "collectionType":
      return { kind: "list", item: toValueType(type.value) };
    case "mapValueType":
      return { kind: "map", value: toValueType(type.value) };
    case "unionType":
      return { kind: "union", variants: type.value.variants.map(toValueType) };
    case "blob":
      return { kind: "blob", format: type.value.format, multipart: isMultipart(type.value) };
    case "schema":
      return { kind: "schema", columns: toSchemaColumns(type.value) };
    case "structuredDatasetType":
      return { kind: "structured_dataset", format: type.value.format, columns: toDatasetColumns(type.value) };
    case undefined:
      return { kind: "unknown" };
  }
}

function toSimple(value: pb.SimpleType, metadata: JsonObject | undefined): ValueType {
  const simple = SIMPLE[value];
  if (simple === undefined) return { kind: "unknown" };
  const hasSchema = simple === "struct" && metadata !== undefined;
  return { kind: "simple", simple, ...(hasSchema ? { schema: JSON.stringify(metadata) } : {}) };
}

/** What `typing.Literal[…]` allows, which flytekit notes beside the type of its members. */
function toLiteralValues({ annotation }: pb.LiteralType): string[] | null {
  const values = annotation?.annotations?.literal_values;
  if (!Array.isArray(values)) return null;
  return values.every((value) => typeof value === "string") ? values : null;
}

/** The parts of a type that its core form does not say. */
function leftOver(type: pb.LiteralType, shape: ValueType, literalValues: string[] | null): pb.LiteralType {
  const { literal_values: values, ...annotations } = type.annotation?.annotations ?? {};
  if (values !== undefined && literalValues === null) annotations.literal_values = values;
  const dataclassType = type.structure?.dataclassType ?? {};
  return create(pb.LiteralTypeSchema, {
    ...(type.metadata !== undefined && !("schema" in shape) ? { metadata: type.metadata } : {}),
    ...(Object.keys(annotations).length > 0 ? { annotation: { annotations } } : {}),
    ...(Object.keys(dataclassType).length > 0 ? { structure: { dataclassType } } : {}),
    ...(type.type.case === "structuredDatasetType" ? { type: externalSchema(type.type.value) } : {}),
  });
}

function externalSchema({ externalSchemaType, externalSchemaBytes }: pb.StructuredDatasetType): pb.LiteralType["type"] {
  if (externalSchemaType === "" && externalSchemaBytes.length === 0) return { case: undefined };
  const value = create(pb.StructuredDatasetTypeSchema, { externalSchemaType, externalSchemaBytes });
  return { case: "structuredDatasetType", value };
}

/** The wire form of a type: `fromValueType(toValueType(x))` is x. Throws `invalid` for a broken `schema` or `rest`. */
export function fromValueType(type: ValueType): pb.LiteralType {
  const rest = readRest(type.rest);
  if (type.kind === "unknown") return rest;
  const annotations: JsonObject = { ...rest.annotation?.annotations };
  if (type.literalValues !== undefined) annotations.literal_values = type.literalValues;
  const structure = { tag: type.tag ?? "", dataclassType: rest.structure?.dataclassType ?? {} };
  return create(pb.LiteralTypeSchema, {
    type: fromShape(type, rest),
    metadata: "schema" in type && type.schema !== undefined ? parseSchema(type.schema) : rest.metadata,
    ...(Object.keys(annotations).length > 0 ? { annotation: { annotations } } : {}),
    ...(structure.tag !== "" || rest.structure !== undefined ? { structure } : {}),
  });
}

function readRest(rest: string | undefined): pb.LiteralType {
  try {
    return fromBinary(pb.LiteralTypeSchema, fromBase64(rest ?? ""));
  } catch (cause) {
    throw new ContrailError("invalid", "A type of the request is broken.", { cause });
  }
}

function fromShape(type: Exclude<ValueType, { kind: "unknown" }>, rest: pb.LiteralType): pb.LiteralType["type"] {
  switch (type.kind) {
    case "simple":
      return { case: "simple", value: SIMPLE_TYPES[type.simple] };
    case "enum":
      return { case: "enumType", value: create(pb.EnumTypeSchema, { values: type.values }) };
    case "list":
      return { case: "collectionType", value: fromValueType(type.item) };
    case "map":
      return { case: "mapValueType", value: fromValueType(type.value) };
    case "union":
      return { case: "unionType", value: create(pb.UnionTypeSchema, { variants: type.variants.map(fromValueType) }) };
    case "blob":
      return { case: "blob", value: fromBlobType(type.format, type.multipart) };
    case "schema":
      return { case: "schema", value: fromSchemaColumns(type.columns) };
    case "structured_dataset": {
      const external = rest.type.case === "structuredDatasetType" ? rest.type.value : undefined;
      const value = create(pb.StructuredDatasetTypeSchema, {
        format: type.format,
        columns: fromDatasetColumns(type.columns),
        externalSchemaType: external?.externalSchemaType,
        externalSchemaBytes: external?.externalSchemaBytes,
      });
      return { case: "structuredDatasetType", value };
    }
  }
}

function parseSchema(text: string): JsonObject {
  const broken = (cause?: unknown) => new ContrailError("invalid", "The schema of a type is broken.", { cause });
  try {
    const json: unknown = JSON.parse(text);
    if (isJsonObject(json)) return json;
  } catch (cause) {
    throw broken(cause);
  }
  throw broken();
}

/** Whatever JSON.parse makes of braces holds JSON throughout. */
const isJsonObject = (json: unknown): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

/** The variables of an interface by name: protobuf maps have no order. */
export function toVariables(map: VariableMap | undefined): Variable[] {
  return Object.entries(map?.variables ?? {})
    .map(([name, { type, description }]) => ({ name, type: toValueType(type), description }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
