import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  type Literal,
  type LiteralMap,
  LiteralMapSchema,
  LiteralSchema,
  type Primitive,
  type Scalar,
} from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type LiteralType, LiteralTypeSchema, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import type { ObjectStore } from "@/sandbox/contract";

export function literalMap(literals: Record<string, Literal>): LiteralMap {
  return create(LiteralMapSchema, { literals });
}

export function scalar(value: Scalar["value"]): Literal {
  return create(LiteralSchema, { value: { case: "scalar", value: { value } } });
}

export function primitive(value: Primitive["value"]): Literal {
  return create(LiteralSchema, {
    value: { case: "scalar", value: { value: { case: "primitive", value: { value } } } },
  });
}

export function collection(literals: Literal[]): Literal {
  return create(LiteralSchema, { value: { case: "collection", value: { literals } } });
}

export function mapLiteral(literals: Record<string, Literal>): Literal {
  return create(LiteralSchema, { value: { case: "map", value: { literals } } });
}

export function none(): Literal {
  return create(LiteralSchema, {
    value: { case: "scalar", value: { value: { case: "noneType", value: {} } } },
  });
}

/** A value of an optional or union type, under the variant that `type` is. */
export function unionLiteral(value: Literal, type: LiteralType): Literal {
  return create(LiteralSchema, {
    value: { case: "scalar", value: { value: { case: "union", value: { value, type } } } },
  });
}

export const NONE_TYPE: LiteralType = create(LiteralTypeSchema, {
  type: { case: "simple", value: SimpleType.NONE },
  structure: { tag: "none" },
});

export function putLiterals(objects: ObjectStore, uri: string, map: LiteralMap): void {
  objects.put(uri, toBinary(LiteralMapSchema, map));
}

/** The literal map at `uri`; an absent one is empty, as a node without outputs writes none. */
export function getLiterals(objects: ObjectStore, uri: string): LiteralMap {
  const bytes = uri === "" ? null : objects.get(uri);
  return bytes === null ? create(LiteralMapSchema) : fromBinary(LiteralMapSchema, bytes);
}

/** Every blob in a literal, however deep. */
export function* blobsOf(literal: Literal): Generator<string> {
  const { value } = literal;
  if (value.case === "collection") for (const each of value.value.literals) yield* blobsOf(each);
  else if (value.case === "map") for (const each of Object.values(value.value.literals)) yield* blobsOf(each);
  else if (value.case === "scalar") {
    const inner = value.value.value;
    if (inner.case === "blob") yield inner.value.uri;
    else if (inner.case === "union" && inner.value.value !== undefined) yield* blobsOf(inner.value.value);
  }
}
