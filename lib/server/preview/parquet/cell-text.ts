import "server-only";

const MAX_CELL = 500;

/** One value of a Parquet file as a line of text: exact numbers, bytes in hexadecimal, the rest as JSON. */
export function cellText(value: unknown): string {
  const text = plainText(value);
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}… (${text.length} characters)` : text;
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
