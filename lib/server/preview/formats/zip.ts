import "server-only";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { ArchiveEntry } from "@/lib/core/preview/types";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { BrokenFile, type Found, viewOf } from "@/lib/server/preview/reading";
import { withMarks } from "./archive-marks";

/** The end record and the longest comment behind it. */
const MAX_END_BYTES = 22 + 65_535;
const MAX_DIRECTORY_BYTES = 4 * 1024 * 1024;
const END = 0x06054b50;
const ENTRY = 0x02014b50;

type End = { count: number; bytes: number; offset: number };

/** Lists a zip by its central directory; nothing is inflated. */
export async function readZip(window: FileWindow): Promise<Found> {
  const size = window.sizeBytes;
  if (size === null) throw new BrokenFile("zip", "The store does not say how large the file is.");
  const from = Math.max(0, size - MAX_END_BYTES);
  const end = endRecord(await window.read(from, size - from), from);
  if (end.offset + end.bytes > size)
    throw new BrokenFile(
      "zip",
      `Its directory is said to have ${end.bytes} bytes from ${end.offset}, the file has ${size}.`,
    );
  const directory = await window.read(end.offset, Math.min(end.bytes, MAX_DIRECTORY_BYTES));
  const { entries, found } = listed(directory);
  const notes = ["Names are those of the central directory; nothing was unpacked."];
  if (found > PREVIEW_LIMITS.entries)
    notes.push(`The first ${PREVIEW_LIMITS.entries} of ${end.count} entries are shown.`);
  const isCut = end.bytes > MAX_DIRECTORY_BYTES || found > PREVIEW_LIMITS.entries;
  if (!isCut && found !== end.count)
    notes.push(`It says that it holds ${end.count} entries, its directory lists ${found}.`);
  return {
    content: { kind: "archive", format: "zip", entries: withMarks(entries), entriesKnown: end.count, isCut },
    notes,
  };
}

/** The last end record whose comment ends with the file; a record within a comment does not count. */
function endRecord(tail: Uint8Array, from: number): End {
  const view = viewOf(tail);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== END || at + 22 + view.getUint16(at + 20, true) !== tail.length) continue;
    const end = {
      count: view.getUint16(at + 10, true),
      bytes: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    if (end.offset === 0xffffffff) throw new BrokenFile("zip", "It is a zip of more than 4 GiB, which is not listed.");
    if (end.offset + end.bytes <= from + at) return end;
  }
  throw new BrokenFile("zip", "Its directory is missing: it may be cut off.");
}

function listed(directory: Uint8Array): { entries: ArchiveEntry[]; found: number } {
  const view = viewOf(directory);
  const entries: ArchiveEntry[] = [];
  let found = 0;
  let at = 0;
  while (at + 46 <= directory.length && view.getUint32(at, true) === ENTRY) {
    const nameLength = view.getUint16(at + 28, true);
    if (found < PREVIEW_LIMITS.entries) entries.push(entryAt(directory, view, at, nameLength));
    found += 1;
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { entries, found };
}

/** Bits of the Unix mode that tell a link. */
const LINK = 0o120000;
const TYPE_BITS = 0o170000;

function entryAt(directory: Uint8Array, view: DataView, at: number, nameLength: number): ArchiveEntry {
  const path = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameLength));
  const isLink = ((view.getUint32(at + 38, true) >>> 16) & TYPE_BITS) === LINK;
  const type = isLink ? "link" : path.endsWith("/") ? "directory" : "file";
  return { path, sizeBytes: view.getUint32(at + 24, true), type, target: null, marks: [] };
}
