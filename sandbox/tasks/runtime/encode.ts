import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { encode as msgpack } from "@msgpack/msgpack";
import {
  BinarySchema,
  BlobSchema,
  type Literal,
  type LiteralMap,
  LiteralMapSchema,
  LiteralSchema,
  type Primitive,
  type Scalar,
} from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import {
  BlobType_BlobDimensionality as Dimensionality,
  type LiteralType,
  SimpleType,
} from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { FileRef } from "./files";

/** Spells a task's results as literals of the types that its compiled interface declares. */
export function encodeOutputs(
  values: Readonly<Record<string, unknown>>,
  task: TaskTemplate,
  index: number | null,
): LiteralMap {
  const literals: Record<string, Literal> = {};
  for (const [name, { type }] of Object.entries(task.interface?.outputs?.variables ?? {})) {
    if (type === undefined) continue;
    // A map task declares lists; one item gives one element of them.
    const own = index !== null && type.type.case === "collectionType" ? type.type.value : type;
    literals[name] = encode(values[name] ?? null, own, name);
  }
  return create(LiteralMapSchema, { literals });
}

/** Throws when a value is not of its type: that is a bug of the task. */
function encode(value: unknown, type: LiteralType, name: string): Literal {
  const { type: kind } = type;
  if (kind.case === "simple") return encodeSimple(value, kind.value, name);
  if (kind.case === "blob" && value instanceof FileRef)
    return scalar({
      case: "blob",
      value: create(BlobSchema, {
        uri: value.uri,
        metadata: { type: { format: kind.value.format, dimensionality: Dimensionality.SINGLE } },
      }),
    });
  if (kind.case === "collectionType" && Array.isArray(value))
    return create(LiteralSchema, {
      value: { case: "collection", value: { literals: value.map((each: unknown) => encode(each, kind.value, name)) } },
    });
  if (kind.case === "mapValueType" && isRecord(value)) {
    const entries = Object.entries(value).map(([key, each]) => [key, encode(each, kind.value, name)] as const);
    return create(LiteralSchema, { value: { case: "map", value: { literals: Object.fromEntries(entries) } } });
  }
  if (kind.case === "unionType") return encodeUnion(value, kind.value.variants, name);
  if (kind.case === "enumType" && typeof value === "string") return primitive({ case: "stringValue", value });
  throw new TypeError(`the output ${name} is not of its type ${kind.case ?? "none"}`);
}

function encodeSimple(value: unknown, type: SimpleType, name: string): Literal {
  if (type === SimpleType.NONE || value === null)
    return scalar({ case: "noneType", value: { $typeName: "flyteidl.core.Void" } });
  if (type === SimpleType.STRUCT) return scalar({ case: "binary", value: structOf(value) });
  const found = primitiveValue(value, type);
  if (found === null) throw new TypeError(`the output ${name} is not of its type ${SimpleType[type]}`);
  return primitive(found);
}

function primitiveValue(value: unknown, type: SimpleType): Primitive["value"] | null {
  if (typeof value === "number") {
    if (type === SimpleType.INTEGER) return { case: "integer", value: BigInt(Math.trunc(value)) };
    return type === SimpleType.FLOAT ? { case: "floatValue", value } : null;
  }
  if (typeof value === "string") {
    if (type === SimpleType.DATETIME) return { case: "datetime", value: timestampFromMs(Date.parse(value)) };
    return type === SimpleType.STRING ? { case: "stringValue", value } : null;
  }
  return typeof value === "boolean" && type === SimpleType.BOOLEAN ? { case: "boolean", value } : null;
}

/** As flytekit 1.16 writes a dataclass: numbers stay floats unless they are bigints. */
function structOf(value: unknown) {
  const bytes = msgpack(value, { forceIntegerToFloat: true, useBigInt64: true });
  return create(BinarySchema, { tag: "msgpack", value: bytes });
}

function encodeUnion(value: unknown, variants: readonly LiteralType[], name: string): Literal {
  for (const type of variants) {
    const isNone = type.type.case === "simple" && type.type.value === SimpleType.NONE;
    if (isNone !== (value === null)) continue;
    try {
      return scalar({
        case: "union",
        value: { $typeName: "flyteidl.core.Union", type, value: encode(value, type, name) },
      });
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
    }
  }
  throw new TypeError(`the output ${name} fits no variant of its union`);
}

function scalar(value: Scalar["value"]): Literal {
  return create(LiteralSchema, { value: { case: "scalar", value: { value } } });
}

function primitive(value: Primitive["value"]): Literal {
  return scalar({ case: "primitive", value: { $typeName: "flyteidl.core.Primitive", value } });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
