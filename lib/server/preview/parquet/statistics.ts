import "server-only";
import type { FileMetaData, RowGroup, SchemaElement } from "hyparquet";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { ParquetColumn } from "@/lib/core/preview/types";
import { cellText } from "./cell-text";

type Chunk = NonNullable<RowGroup["columns"][number]["meta_data"]>;
type MinMax = NonNullable<NonNullable<Chunk["statistics"]>["min"]>;

/** Leaves of the schema with what the row groups say of them; the order of the footer. */
export function columnsOf(metadata: FileMetaData): ParquetColumn[] {
  const leaves = metadata.schema
    .filter(({ num_children }) => num_children === undefined)
    .slice(0, PREVIEW_LIMITS.columns);
  return leaves.map((leaf, index) => {
    const chunks = metadata.row_groups
      .map(({ columns }) => columns[index]?.meta_data)
      .filter((chunk) => chunk !== undefined);
    const path = chunks[0]?.path_in_schema.join(".") ?? leaf.name;
    const isWhole = chunks.length === metadata.row_groups.length;
    return {
      path,
      physicalType: leaf.type ?? "unknown",
      logicalType: logicalText(leaf),
      isOptional: leaf.repetition_type !== "REQUIRED",
      nullCount: isWhole ? sumOf(chunks.map(({ statistics }) => statistics?.null_count)) : null,
      min: isWhole
        ? extreme(
            chunks.map(({ statistics }) => statistics?.min_value ?? statistics?.min),
            isLess,
          )
        : null,
      max: isWhole
        ? extreme(
            chunks.map(({ statistics }) => statistics?.max_value ?? statistics?.max),
            (a, b) => isLess(b, a),
          )
        : null,
      compressedBytes: sumOf(chunks.map((chunk) => chunk.total_compressed_size)) ?? "0",
    };
  });
}

function logicalText({ logical_type: logical, converted_type: converted }: SchemaElement): string {
  if (logical === undefined) return converted ?? "";
  if (logical.type === "DECIMAL") return `DECIMAL(${logical.precision}, ${logical.scale})`;
  if (logical.type === "TIMESTAMP") return `TIMESTAMP(${logical.unit}${logical.isAdjustedToUTC ? ", UTC" : ""})`;
  return logical.type;
}

/** Null as soon as one row group does not say it. */
function sumOf(counts: readonly (bigint | undefined)[]): string | null {
  let sum = 0n;
  for (const count of counts) {
    if (typeof count !== "bigint") return null;
    sum += count;
  }
  return counts.length === 0 ? null : String(sum);
}

function extreme(values: readonly (MinMax | undefined)[], isBetter: (a: MinMax, b: MinMax) => boolean): string | null {
  let best: MinMax | undefined;
  for (const value of values) {
    if (value === undefined) return null;
    if (best === undefined || isBetter(value, best)) best = value;
  }
  return best === undefined ? null : cellText(best);
}

/** Statistics of one column have one type. */
function isLess(a: MinMax, b: MinMax): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) < 0;
  return a < b;
}
