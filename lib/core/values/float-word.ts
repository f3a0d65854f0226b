import type { FloatText } from "@/lib/core/value";

/** A float as Python's `json` and `repr` print it: whole ones keep their point, so that `1.0` is not `1`. */
export function floatWord(value: number | FloatText): string {
  if (value === "-0") return "-0.0";
  if (typeof value === "string") return value;
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
