import { typeText } from "@/lib/core/type-text";
import type { Datum, Value, ValueType } from "@/lib/core/value";
import { contentOf, type Item, type Place } from "./item";
import { schemaType } from "./json-schema";

/** The type of a place: as declared, as its schema says, or else what its value is. */
export function typeOf(place: Place): string {
  if (place.type !== null) return typeText(place.type);
  return schemaType(place.schema) ?? kindWord(place.item);
}

const PYTHON_WORD: Readonly<Partial<Record<string, string>>> = {
  integer: "int",
  string: "str",
  boolean: "bool",
  structured_dataset: "dataset",
  map: "dict",
  null: "None",
  none: "None",
};

/** What a value is, in the words of `typeText`. */
function kindWord(item: Item): string {
  const content = contentOf(item);
  if (content.kind === "blob") return content.multipart ? "directory" : "file";
  return PYTHON_WORD[content.kind] ?? content.kind;
}

/** Kinds of content that a simple type may hold. */
const FITS: Readonly<Record<string, readonly string[]>> = {
  none: ["none", "null"],
  integer: ["integer"],
  float: ["float", "integer"],
  string: ["string"],
  boolean: ["boolean"],
  datetime: ["datetime"],
  duration: ["duration"],
};

/** Where a value is not what is declared of it, a sentence; null where it fits or nobody can say. */
export function misfit({ type, item }: Place): string | null {
  if (type === null || item.of === "column") return null;
  const content = contentOf(item);
  if (content.kind === "offloaded" || content.kind === "unknown") return null;
  if (type.kind === "enum") return enumMisfit(type.values, content);
  const fits = expected(type);
  if (fits === null || fits.includes(content.kind)) return null;
  return `declared ${typeText(type)}, holds ${kindWord(item)}`;
}

function expected(type: ValueType): readonly string[] | null {
  if (type.kind === "simple") return Object.hasOwn(FITS, type.simple) ? (FITS[type.simple] ?? null) : null;
  if (type.kind === "list" || type.kind === "map") return [type.kind];
  return type.kind === "blob" ? ["blob"] : null;
}

function enumMisfit(values: readonly string[], content: Value | Datum): string | null {
  if (content.kind !== "string") return "declared enum, holds no text";
  return values.includes(content.value) ? null : "not one of the declared values";
}
