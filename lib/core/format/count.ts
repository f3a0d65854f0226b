import { MINUS } from "./duration";

/** Thin groups of three and a true minus: `1,284`, `−12`. Whole numbers of any size, as number or decimal text. */
export function formatCount(n: number | bigint | string): string {
  const text = String(n);
  const match = /^(-?)(\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = "", digits = ""] = match;
  return `${sign === "" ? "" : MINUS}${digits.replace(/\B(?=(\d{3})+$)/g, ",")}`;
}
