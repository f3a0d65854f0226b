import type { FloatText } from "../value";
import { fail, good, type Parsed, quote } from "./parsed";

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** A whole number of 64 bits, exact; `1_000` is taken as Python takes it. */
export function parseInteger(text: string): Parsed<string> {
  const digits = text.trim();
  if (!/^[+-]?\d+(_\d+)*$/.test(digits)) return fail(`Not a whole number: ${quote(text)}${why(digits)}`);
  const number = BigInt(digits.replaceAll("_", "").replace(/^\+/, ""));
  if (number < INT64_MIN || number > INT64_MAX) return fail(`Beyond 64 bits: ${quote(text)}`);
  return good(number.toString());
}

const WORDS: Record<string, FloatText> = {
  nan: "NaN",
  inf: "Infinity",
  "+inf": "Infinity",
  "-inf": "-Infinity",
  infinity: "Infinity",
  "+infinity": "Infinity",
  "-infinity": "-Infinity",
};

/** A double. NaN and infinities as words, in any case; `-0` stays negative. */
export function parseFloat64(text: string): Parsed<number | FloatText> {
  const trimmed = text.trim();
  const word = Object.hasOwn(WORDS, trimmed.toLowerCase()) ? WORDS[trimmed.toLowerCase()] : undefined;
  if (word !== undefined) return good(word);
  if (!/^[+-]?(\d+(_\d+)*\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) {
    return fail(`Not a number: ${quote(text)}${why(trimmed)}`);
  }
  const number = Number(trimmed.replaceAll("_", ""));
  if (!Number.isFinite(number)) return fail(`Too large for a float: ${quote(text)}`);
  return good(Object.is(number, -0) ? "-0" : number);
}

/** The usual slips, named. */
function why(text: string): string {
  if (text === "") return " is empty";
  if ((text.match(/\./g)?.length ?? 0) > 1) return " has two decimal points";
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return ": leave out the commas";
  if (/^[+-]?\d+,\d+$/.test(text)) return ": the decimal sign is a point";
  if (/^[+-]?\d*\.\d+$/.test(text)) return " has a fraction";
  return "";
}
