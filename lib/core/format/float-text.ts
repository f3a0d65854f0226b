import type { FloatText } from "../value";

/** The shortest text that reads back as the same double; `1.0` is told apart from the integer `1`, as Python does. */
export function floatText(value: number | FloatText): string {
  if (value === "-0") return "-0.0";
  if (typeof value === "string") return value;
  if (!Number.isInteger(value)) return String(value);
  // From 1e16 on String() writes digits alone up to 1e21: they would read back as an integer.
  return Math.abs(value) < 1e16 ? value.toFixed(1) : value.toExponential();
}
