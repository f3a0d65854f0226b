import "server-only";
import type { SchemaElement } from "hyparquet";
import { BrokenFile, viewOf } from "@/lib/server/preview/reading";

/** A value as it lies in a page, before its logical type is looked at. */
export type Plain = number | bigint | boolean | Uint8Array;

/** Days from the epoch of Julian days to that of Unix. */
const JULIAN_EPOCH = 2_440_588n;
const NANOS_OF_DAY = 86_400_000_000_000n;

/** The first `want` values of a page in the plain encoding; fewer when the bytes end before. */
export function readPlain(bytes: Uint8Array, leaf: SchemaElement, want: number): Plain[] {
  const view = viewOf(bytes);
  const values: Plain[] = [];
  let at = 0;
  while (values.length < want) {
    if (leaf.type === "BOOLEAN") {
      if (values.length >= bytes.length * 8) break;
      values.push((((bytes[values.length >> 3] ?? 0) >> (values.length & 7)) & 1) === 1);
      continue;
    }
    const length =
      leaf.type === "BYTE_ARRAY" ? 4 + (at + 4 <= bytes.length ? view.getUint32(at, true) : 0) : widthOf(leaf);
    if (at + length > bytes.length) break;
    values.push(valueAt(bytes, view, at, length, leaf));
    at += length;
  }
  return values;
}

function widthOf({ type, type_length: length = 0 }: SchemaElement): number {
  if (type === "INT32" || type === "FLOAT") return 4;
  if (type === "INT64" || type === "DOUBLE") return 8;
  if (type === "INT96") return 12;
  if (type === "FIXED_LEN_BYTE_ARRAY" && length > 0) return length;
  throw new BrokenFile("parquet", `A column has the type ${type ?? "unknown"} without a length.`);
}

function valueAt(bytes: Uint8Array, view: DataView, at: number, length: number, { type }: SchemaElement): Plain {
  switch (type) {
    case "INT32":
      return view.getInt32(at, true);
    case "INT64":
      return view.getBigInt64(at, true);
    case "FLOAT":
      return view.getFloat32(at, true);
    case "DOUBLE":
      return view.getFloat64(at, true);
    case "INT96":
      // Nanoseconds of the day, then the Julian day; Spark and Hive write moments so.
      return view.getBigInt64(at, true) + (BigInt(view.getUint32(at + 8, true)) - JULIAN_EPOCH) * NANOS_OF_DAY;
    case "BYTE_ARRAY":
      return bytes.subarray(at + 4, at + length);
    case "BOOLEAN":
    case "FIXED_LEN_BYTE_ARRAY":
    case undefined:
      return bytes.subarray(at, at + length);
  }
}
