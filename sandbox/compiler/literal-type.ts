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
    default:
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
    case "blob":
      return typeOf({ case: "blob", value: value.value.metadata?.type ?? {} });
    case "binary":
      return simple(value.value.tag === "msgpack" ? SimpleType.STRUCT : SimpleType.BINARY);
    case "schema":
      return typeOf({ case: "schema", value: value.value.type ?? {} });
    case "noneType":
      return simple(SimpleType.NONE);
    case "error":
      return simple(SimpleType.ERROR);
    case "generic":
      return simple(SimpleType.STRUCT);
    case "structuredDataset":
      return typeOf({ case: "structuredDatasetType", value: value.value.metadata?.structuredDatasetType ?? {} });
    case "union":
      return value.value.type === undefined
        ? null
        : typeOf({ case: "unionType", value: { variants: [value.value.type] } });
    default:
      return null;
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
    default:
      return SimpleType.NONE;
  }
}
