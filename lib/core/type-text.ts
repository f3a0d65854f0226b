import type { SimpleTypeName, ValueType } from "./value";

const SIMPLE: Record<SimpleTypeName, string> = {
  none: "None",
  integer: "int",
  float: "float",
  string: "str",
  boolean: "bool",
  datetime: "datetime",
  duration: "duration",
  binary: "bytes",
  error: "error",
  struct: "struct",
};

/** A type in the words of Flyte's users (Python): `int`, `str | None`, `list[float]`, `dict[str, int]`, `dataclass Report`. */
export function typeText(type: ValueType): string {
  switch (type.kind) {
    case "simple":
      return type.simple === "struct" ? structText(type.schema) : SIMPLE[type.simple];
    case "enum":
      return "enum";
    case "list":
      return `list[${typeText(type.item)}]`;
    case "map":
      return `dict[str, ${typeText(type.value)}]`;
    case "union":
      return type.variants.map(typeText).join(" | ");
    case "blob":
      return withFormat(type.multipart ? "directory" : "file", type.format);
    case "schema":
      return "schema";
    case "structured_dataset":
      return withFormat("dataset", type.format);
    case "unknown":
      return "unknown type";
  }
}

const withFormat = (kind: string, format: string): string => (format === "" ? kind : `${kind} ${format}`);

/** flytekit names a dataclass by `title`, or by the last part of `$ref` (marshmallow and mashumaro differ). */
function structText(schema: string | undefined): string {
  const title = schema === undefined ? null : titleOf(schema);
  return title === null ? "struct" : `dataclass ${title}`;
}

function titleOf(schema: string): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(schema);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null) return null;
  if ("title" in parsed && typeof parsed.title === "string" && parsed.title !== "") return parsed.title;
  if ("$ref" in parsed && typeof parsed.$ref === "string") return parsed.$ref.split("/").at(-1) ?? null;
  return null;
}
