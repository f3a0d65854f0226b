import "server-only";
import type { FloatText } from "@/lib/core/value";

/** A float as JSON can say it: words for NaN, the infinities and −0. */
export function toFloat(value: number): number | FloatText {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "Infinity";
  if (value === Number.NEGATIVE_INFINITY) return "-Infinity";
  return Object.is(value, -0) ? "-0" : value;
}

export function fromFloat(value: number | FloatText): number {
  return typeof value === "number" ? value : Number(value);
}
