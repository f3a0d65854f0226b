import { create, type MessageInitShape } from "@bufbuild/protobuf";
import type { Literal, Primitive, Scalar } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type LiteralType, LiteralTypeSchema, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";

type TypeInit = Exclude<MessageInitShape<typeof LiteralTypeSchema>, LiteralType>["type"];

const typeOf = (type: NonNullable<TypeInit>): LiteralType => create(LiteralTypeSchema, { type });
const simple = (value: SimpleType): LiteralType => typeOf({ case: "simple", value });

/** The type that FlyteAdmin reads off a literal; null for one whose kind it does not know. */
export function literalType(literal: Literal): LiteralType | null {
  switch (literal.value.case) {
    case "scalar":
      return scalarType(literal.value.value);
    case "collection": {
      const element = elementType(literal.value.value.literals);
      return element === null ? null : typeOf({ case: "collectionType", value: element });
    }
    case "map": {
      const element = elementType(Object.values(literal.value.value.literals));
      return element === null ? null : typeOf({ case: "mapValueType", value: element });
    }
    case "offloadedMetadata":
      return literal.value.value.inferredType ?? null;
    case undefined:
      return null;
  }
}

/** Of unlike elements the type is a union of theirs; of none it is NONE. */
function elementType(literals: readonly Literal[]): LiteralType | null {
  const byText = new Map<string, LiteralType>();
  for (const literal of literals) {
    const type = literalType(literal);
    if (type === null) return null;
    byText.set(
      JSON.stringify(type, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
      type,
    );
  }
  const [first, ...others] = byText.values();
  if (first === undefined) return simple(SimpleType.NONE);
  return others.length === 0 ? first : typeOf({ case: "unionType", value: { variants: [first, ...others] } });
}

function scalarType({ value }: Scalar): LiteralType | null {
  switch (value.case) {
    case "primitive":
      return simple(primitiveType(value.value));
    case "binary":
      return simple(value.value.tag === "msgpack" ? SimpleType.STRUCT : SimpleType.BINARY);
    case "noneType":
      return simple(SimpleType.NONE);
    case "error":
      return simple(SimpleType.ERROR);
    case "generic":
      return simple(SimpleType.STRUCT);
    case "blob":
    case "schema":
    case "structuredDataset":
    case "union":
      return describedType(value);
    case undefined:
      return null;
  }
}

type Described = Extract<Scalar["value"], { case: "blob" | "schema" | "structuredDataset" | "union" }>;

/** Scalars that carry their type with them. */
function describedType(scalar: Described): LiteralType | null {
  switch (scalar.case) {
    case "blob":
      return typeOf({ case: "blob", value: scalar.value.metadata?.type ?? {} });
    case "schema":
      return typeOf({ case: "schema", value: scalar.value.type ?? {} });
    case "structuredDataset":
      return typeOf({ case: "structuredDatasetType", value: scalar.value.metadata?.structuredDatasetType ?? {} });
    case "union":
      return scalar.value.type === undefined
        ? null
        : typeOf({ case: "unionType", value: { variants: [scalar.value.type] } });
  }
}

function primitiveType({ value }: Primitive): SimpleType {
  switch (value.case) {
    case "integer":
      return SimpleType.INTEGER;
    case "floatValue":
      return SimpleType.FLOAT;
    case "stringValue":
      return SimpleType.STRING;
    case "boolean":
      return SimpleType.BOOLEAN;
    case "datetime":
      return SimpleType.DATETIME;
    case "duration":
      return SimpleType.DURATION;
    case undefined:
      return SimpleType.NONE;
  }
}
