import "server-only";
import { type FileMetaData, parquetMetadata } from "hyparquet";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { asciiAt, BrokenFile, viewOf } from "@/lib/server/preview/reading";
import { CompactReader } from "./thrift";

/** Footers of some hundred columns fit; a longer one costs one more request. */
const TAIL_BYTES = 64 * 1024;

/**
 * The footer by at most two requests behind the head: the end of the file, and what is missing of the footer. Its length
 * is compared with the file before anything is asked for or allocated.
 */
export async function readFooter(window: FileWindow): Promise<FileMetaData> {
  const size = window.sizeBytes;
  if (size === null) throw new BrokenFile("parquet", "The store does not say how large the file is.");
  if (size < 12) throw new BrokenFile("parquet", `A file of ${size} bytes has no room for a footer.`);
  const tail = await window.read(Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
  const magic = asciiAt(tail, tail.length - 4, 4);
  if (magic === "PARE") throw new BrokenFile("parquet", "Its footer is encrypted.");
  if (magic !== "PAR1") throw new BrokenFile("parquet", "It does not end as a Parquet file does: it may be cut off.");
  const length = viewOf(tail).getUint32(tail.length - 8, true);
  if (length === 0 || length > size - 12)
    throw new BrokenFile("parquet", `Its footer is said to have ${length} bytes, the whole file has ${size}.`);
  if (length > PREVIEW_LIMITS.footerBytes)
    throw new BrokenFile("parquet", `Its footer of ${length} bytes is larger than what a preview reads.`);
  return parsedFooter(await wholeFooter(window, size, length + 8, tail));
}

async function wholeFooter(window: FileWindow, size: number, length: number, tail: Uint8Array): Promise<Uint8Array> {
  if (length <= tail.length) return tail.subarray(tail.length - length);
  const before = await window.read(size - length, length - tail.length);
  return Buffer.concat([before, tail]);
}

function parsedFooter(footer: Uint8Array): FileMetaData {
  new CompactReader(footer.subarray(0, footer.length - 8), 0).struct();
  try {
    return parquetMetadata(footer, { geoparquet: false });
  } catch (cause) {
    throw new BrokenFile(
      "parquet",
      `Its footer cannot be read: ${cause instanceof Error ? cause.message : "unknown"}.`,
    );
  }
}
