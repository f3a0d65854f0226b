import "server-only";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { ArchiveEntry } from "@/lib/core/preview/types";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { asciiAt, type Found } from "@/lib/server/preview/reading";
import { withMarks } from "./archive-marks";

const BLOCK = 512;

const TYPES: Readonly<Record<string, ArchiveEntry["type"]>> = {
  "0": "file",
  "\0": "file",
  "1": "link",
  "2": "link",
  "5": "directory",
};

export const isTar = (head: Uint8Array): boolean => asciiAt(head, 257, 5) === "ustar";

/** Lists the headers that lie in the first megabyte; contents are passed over. */
export async function readTar(window: FileWindow): Promise<Found> {
  const bytes = await window.start(PREVIEW_LIMITS.textBytes);
  const isWhole = window.sizeBytes !== null && window.sizeBytes <= bytes.length;
  const entries: ArchiveEntry[] = [];
  let at = 0;
  let isEnded = false;
  while (at + BLOCK <= bytes.length && entries.length < PREVIEW_LIMITS.entries) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header[0] === 0) {
      isEnded = true;
      break;
    }
    const size = sizeOf(header);
    entries.push(entryOf(header, size));
    at += BLOCK + Math.ceil((size ?? 0) / BLOCK) * BLOCK;
  }
  const isCut = !isEnded && (!isWhole || entries.length >= PREVIEW_LIMITS.entries);
  const notes = isCut ? [`Entries in the first ${bytes.length.toLocaleString("en")} bytes are shown.`] : [];
  if (!isEnded && isWhole) notes.push("It has no end mark: the last entry goes beyond the end of the file.");
  return { content: { kind: "archive", format: "tar", entries: withMarks(entries), entriesKnown: null, isCut }, notes };
}

const textAt = (header: Uint8Array, from: number, length: number): string =>
  new TextDecoder().decode(header.subarray(from, from + length)).split("\0")[0] ?? "";

function entryOf(header: Uint8Array, size: number | null): ArchiveEntry {
  const prefix = textAt(header, 345, 155);
  const name = textAt(header, 0, 100);
  const code = asciiAt(header, 156, 1);
  const type = (Object.hasOwn(TYPES, code) ? TYPES[code] : undefined) ?? "other";
  const target = type === "link" ? textAt(header, 157, 100) : null;
  const marks = size === null ? ["its size is no number"] : [];
  return { path: prefix === "" ? name : `${prefix}/${name}`, sizeBytes: size, type, target, marks };
}

/** Octal, or binary where the first bit is set; null for what is no size. */
function sizeOf(header: Uint8Array): number | null {
  const field = header.subarray(124, 136);
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const size = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    return Number.isSafeInteger(size) ? size : null;
  }
  const digits = asciiAt(field, 0, 12).replace(/[\0 ]/g, "");
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : null;
}
