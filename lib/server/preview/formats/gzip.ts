import "server-only";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { viewOf } from "@/lib/server/preview/reading";

/** What came out of a gzip before a limit, an error or its end. */
export type Inflated = {
  bytes: Uint8Array<ArrayBuffer>;
  isWhole: boolean;
  innerName: string | null;
  notes: string[];
};

/** Inflates the first megabyte, whatever the file says of its size. */
export async function inflate(window: FileWindow): Promise<Inflated> {
  const packed = await window.start(PREVIEW_LIMITS.textBytes);
  const isAll = window.sizeBytes !== null && window.sizeBytes <= packed.length;
  const stream = Readable.from([packed]).pipe(createGunzip({ chunkSize: 64 * 1024 }));
  const parts: Uint8Array[] = [];
  let size = 0;
  const notes: string[] = [];
  let isWhole = false;
  try {
    for await (const part of stream) {
      if (!(part instanceof Uint8Array)) continue;
      parts.push(part);
      size += part.length;
      if (size > PREVIEW_LIMITS.inflatedBytes) break;
    }
    isWhole = size <= PREVIEW_LIMITS.inflatedBytes;
  } catch {
    notes.push(
      isAll ? "The compressed data are damaged or cut off: this is what came out." : "Only its start was read.",
    );
  } finally {
    stream.destroy();
  }
  if (size > PREVIEW_LIMITS.inflatedBytes)
    notes.push(`The first ${PREVIEW_LIMITS.inflatedBytes.toLocaleString("en")} unpacked bytes are looked at.`);
  const bytes = new Uint8Array(Buffer.concat(parts)).subarray(0, PREVIEW_LIMITS.inflatedBytes);
  return { bytes, isWhole, innerName: nameIn(packed), notes };
}

/** The name that a gzip carries (RFC 1952): text, never a path. */
function nameIn(packed: Uint8Array): string | null {
  const flags = packed[3] ?? 0;
  if ((flags & 0x08) === 0) return null;
  const start = (flags & 0x04) === 0 ? 10 : 12 + viewOf(packed).getUint16(10, true);
  const end = packed.indexOf(0, start);
  return end < 0 || end - start > 1_024 ? null : new TextDecoder("latin1").decode(packed.subarray(start, end));
}
