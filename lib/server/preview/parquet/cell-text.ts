import "server-only";
import type { SchemaElement } from "hyparquet";
import type { Plain } from "./plain";

const MAX_CELL = 500;
const TEXTS: ReadonlySet<string> = new Set(["STRING", "UTF8", "ENUM", "JSON"]);
const NANOS: Readonly<Record<string, bigint>> = { MILLIS: 1_000_000n, MICROS: 1_000n, NANOS: 1n };
/** Outside of these years JavaScript has no dates. */
const MAX_MS = 8_640_000_000_000_000n;

/** One value as a line of text: exact numbers, moments in UTC, bytes in hexadecimal. */
export function cellText(value: unknown): string {
  const text = plainText(value);
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}… (${text.length} characters)` : text;
}

/** As `cellText` for a value as it lies in a page: its logical type says what it means. */
export function logicalText(value: Plain, leaf: SchemaElement): string {
  const type = leaf.logical_type?.type ?? leaf.converted_type ?? "";
  if (value instanceof Uint8Array)
    return cellText(TEXTS.has(type) ? new TextDecoder().decode(value) : decimalOrBytes(value, leaf));
  if (leaf.type === "INT96" && typeof value === "bigint") return moment(value);
  if (typeof value !== "number" && typeof value !== "bigint") return cellText(value);
  return numberText(value, type, leaf);
}

function numberText(value: number | bigint, type: string, leaf: SchemaElement): string {
  if (typeof value === "number" && !Number.isInteger(value)) return cellText(value);
  if (type === "DATE") return moment(BigInt(value) * 86_400_000_000_000n).slice(0, 10);
  if (type === "DECIMAL") return decimal(BigInt(value), scaleOf(leaf));
  if (type.startsWith("TIMESTAMP")) return moment(BigInt(value) * (NANOS[unitOf(leaf, type)] ?? 1n));
  const isUnsigned = type.startsWith("UINT") || (leaf.logical_type?.type === "INTEGER" && !leaf.logical_type.isSigned);
  if (isUnsigned) return String(BigInt.asUintN(leaf.type === "INT32" ? 32 : 64, BigInt(value)));
  return cellText(value);
}

const unitOf = (leaf: SchemaElement, type: string): string =>
  leaf.logical_type?.type === "TIMESTAMP" ? leaf.logical_type.unit : type.replace("TIMESTAMP_", "");

const scaleOf = (leaf: SchemaElement): number =>
  leaf.logical_type?.type === "DECIMAL" ? leaf.logical_type.scale : (leaf.scale ?? 0);

function decimalOrBytes(bytes: Uint8Array, leaf: SchemaElement): string | Uint8Array {
  const isDecimal = leaf.logical_type?.type === "DECIMAL" || leaf.converted_type === "DECIMAL";
  if (!isDecimal || bytes.length === 0 || bytes.length > 32) return bytes;
  const unsigned = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  return decimal(BigInt.asIntN(bytes.length * 8, unsigned), scaleOf(leaf));
}

function decimal(value: bigint, scale: number): string {
  if (scale <= 0 || scale > 100) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** RFC 3339 with as many digits of a second as there are. */
function moment(nanos: bigint): string {
  const rest = ((nanos % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const ms = (nanos - rest) / 1_000_000n;
  if (ms > MAX_MS || ms < -MAX_MS) return `${nanos} ns since 1970`;
  const text = new Date(Number(ms)).toISOString();
  return rest === 0n ? text : text.replace("Z", `${String(rest).padStart(6, "0").replace(/0+$/, "")}Z`);
}

function plainText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (value instanceof Uint8Array) return `0x${Buffer.from(value.subarray(0, MAX_CELL)).toString("hex")}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "invalid date" : value.toISOString();
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner)) ?? "";
}
