import "server-only";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { asciiAt, BrokenFile, type Found, viewOf } from "@/lib/server/preview/reading";

/** NumPy itself refuses longer headers by default (max_header_size); structured types stay far below. */
const MAX_HEADER = 60_000;
const MAX_DIMENSIONS = 64;

/** The header of a NumPy array: a Python literal, of which three members are looked for and nothing is evaluated. */
export async function readNpy(window: FileWindow): Promise<Found> {
  const view = viewOf(window.head);
  const isLong = view.getUint8(6) > 1;
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = isLong ? 12 : 10;
  if (length > MAX_HEADER || start + length > (window.sizeBytes ?? Number.POSITIVE_INFINITY))
    throw new BrokenFile("npy", `Its header is said to have ${length} bytes.`);
  const header = asciiAt(await window.read(start, length), 0, length);
  const dtype = member(header, "descr");
  const shape = shapeOf(member(header, "shape"));
  const isPickled = /^'[|<>=]?O/.test(dtype);
  const notes = isPickled ? ["It holds Python objects as a pickle, which is never loaded."] : [];
  const missing = missingNote(dtype, shape, (window.sizeBytes ?? 0) - start - length);
  if (missing !== null && !isPickled) notes.push(missing);
  const isFortranOrder = member(header, "fortran_order") === "True";
  return {
    content: { kind: "array", dtype: dtype.replace(/^'(.*)'$/, "$1"), shape, isFortranOrder, isPickled },
    notes,
  };
}

/** The text of a member: up to the comma that ends it, as brackets and quotes are counted. */
function member(header: string, name: string): string {
  const at = header.indexOf(`'${name}':`);
  if (at < 0) throw new BrokenFile("npy", `Its header does not say ${name}.`);
  const rest = header.slice(at + name.length + 3);
  let depth = 0;
  let isQuoted = false;
  for (let index = 0; index < rest.length; index++) {
    const letter = rest.charAt(index);
    if (letter === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if ("([{".includes(letter)) depth += 1;
    if (depth === 0 && (letter === "," || letter === "}")) return rest.slice(0, index).trim();
    if (")]}".includes(letter)) depth -= 1;
  }
  throw new BrokenFile("npy", `Its header is cut off within ${name}.`);
}

function shapeOf(text: string): string[] {
  const sizes = text
    .replace(/^\((.*)\)$/s, "$1")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (!/^\(.*\)$/s.test(text) || sizes.length > MAX_DIMENSIONS || !sizes.every((size) => /^\d{1,20}$/.test(size)))
    throw new BrokenFile("npy", `Its header says the shape ${text.slice(0, 100)}.`);
  return sizes;
}

function missingNote(dtype: string, shape: readonly string[], bodyBytes: number): string | null {
  const bytes = /^'[|<>=]?[a-zA-Z](\d{1,6})'$/.exec(dtype)?.[1];
  if (bytes === undefined) return null;
  // NumPy counts letters of 4 bytes for "U".
  const item = BigInt(bytes) * (dtype.includes("U") ? 4n : 1n);
  const wanted = shape.reduce((product, size) => product * BigInt(size), item);
  return wanted === BigInt(bodyBytes)
    ? null
    : `The header asks for ${wanted} bytes of data, the file has ${bodyBytes}.`;
}
