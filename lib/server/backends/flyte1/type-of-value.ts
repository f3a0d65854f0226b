import "server-only";
import type { SimpleTypeName, Value, ValueType } from "@/lib/core/value";

/**
 * The type that a value shows by itself, for inputs that a launch plan fixes: Flyte does not repeat their declared type.
 * Lists and maps speak for all their items through the first.
 */
export function typeOfValue(value: Value): ValueType {
  if (isSimple(value)) return { kind: "simple", simple: value.kind };
  switch (value.kind) {
    case "list":
      return { kind: "list", item: typeOfFirst(value.items) };
    case "map":
      return { kind: "map", value: typeOfFirst(value.entries.map((entry) => entry.value)) };
    case "union":
      return value.variant;
    case "offloaded":
      return value.type ?? { kind: "unknown" };
    case "blob":
      return { kind: "blob", format: value.format, multipart: value.multipart };
    case "schema":
      return { kind: "schema", columns: value.columns };
    case "structured_dataset":
      return { kind: "structured_dataset", format: value.format, columns: value.columns };
    case "unknown":
      return { kind: "unknown" };
  }
}

const typeOfFirst = ([first]: readonly Value[]): ValueType =>
  first === undefined ? { kind: "unknown" } : typeOfValue(first);

type SimpleValue = Extract<Value, { kind: SimpleTypeName }>;

const SIMPLE: ReadonlySet<Value["kind"]> = new Set([
  "none",
  "integer",
  "float",
  "string",
  "boolean",
  "datetime",
  "duration",
  "struct",
  "binary",
  "error",
] satisfies SimpleTypeName[]);

const isSimple = (value: Value): value is SimpleValue => SIMPLE.has(value.kind);
