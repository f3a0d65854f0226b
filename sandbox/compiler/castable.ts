import { type LiteralType, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";

/** Whether a value of type `given` may stand where `wanted` is asked for, as FlyteAdmin judges it. */
export function isCastable(given: LiteralType, wanted: LiteralType): boolean {
  if (wanted.type.case === "unionType") return fitsUnion(given, wanted.type.value.variants);
  if (given.type.case === "unionType") return given.type.value.variants.every((variant) => isCastable(variant, wanted));
  switch (wanted.type.case) {
    case "simple":
      return fitsSimple(given, wanted.type.value);
    case "enumType":
      return isEnumOrText(given);
    case "collectionType":
    case "mapValueType":
      return given.type.case === wanted.type.case && fitsElement(given.type.value, wanted.type.value);
    case "blob":
    case "schema":
    case "structuredDatasetType":
    case undefined:
      return fitsFile(given, wanted);
  }
}

/** Of a file only the format counts; a table may be left out. */
function fitsFile(given: LiteralType, wanted: LiteralType): boolean {
  if (wanted.type.case === "blob") {
    return given.type.case === "blob" && fitsFormat(given.type.value.format, wanted.type.value.format);
  }
  if (wanted.type.case === "schema") return isTable(given);
  return wanted.type.case === "structuredDatasetType" && (isTable(given) || isSimple(given, SimpleType.NONE));
}

/** Which values the enum has is not looked at. */
const isEnumOrText = (given: LiteralType): boolean =>
  given.type.case === "enumType" || isSimple(given, SimpleType.STRING);

const fitsFormat = (given: string, wanted: string): boolean => given === "" || wanted === "" || given === wanted;

const isTable = ({ type }: LiteralType): boolean => type.case === "schema" || type.case === "structuredDatasetType";

const isSimple = ({ type }: LiteralType, simple: SimpleType): boolean =>
  type.case === "simple" && type.value === simple;

const fitsSimple = (given: LiteralType, wanted: SimpleType): boolean =>
  isSimple(given, wanted) || (wanted === SimpleType.STRING && given.type.case === "enumType");

/** The element of an empty list or map is NONE and fits everything. */
const fitsElement = (given: LiteralType, wanted: LiteralType): boolean =>
  isSimple(given, SimpleType.NONE) || isCastable(given, wanted);

/** A tagged value goes by its tag; a bare one must fit exactly one variant. */
function fitsUnion(given: LiteralType, variants: readonly LiteralType[]): boolean {
  if (given.type.case === "unionType") {
    return given.type.value.variants.every((each) => variants.some((variant) => fitsVariant(each, variant)));
  }
  return variants.filter((variant) => fitsVariant(given, variant)).length === 1;
}

function fitsVariant(given: LiteralType, variant: LiteralType): boolean {
  const [tag, wantedTag] = [given.structure?.tag ?? "", variant.structure?.tag ?? ""];
  return (tag === "" || wantedTag === "" || tag === wantedTag) && isCastable(given, variant);
}
