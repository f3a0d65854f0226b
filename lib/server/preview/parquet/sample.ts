import "server-only";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type Compressors, type FileMetaData, parquetRead, snappyUncompress } from "hyparquet";
import type { ParquetPreview } from "@/lib/core/preview/types";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { BrokenFile } from "@/lib/server/preview/reading";
import { cellText } from "./cell-text";
import { CompactReader, type Fields } from "./thrift";

const ROWS = 100;
const COLUMNS = 40;
/** A chunk of a column is read whole, as its pages are not listed. */
const MAX_CHUNK_BYTES = 4 * 1024 * 1024;
const MAX_ALL_BYTES = 16 * 1024 * 1024;
const MAX_PAGE_BYTES = 16 * 1024 * 1024;
const MAX_VALUES = 2_000_000;

type Sample = NonNullable<ParquetPreview["sample"]>;
type Chunk = NonNullable<FileMetaData["row_groups"][number]["columns"][number]["meta_data"]>;
type Part = { start: number; bytes: Uint8Array<ArrayBuffer> };

/** Codecs whose output is bounded before it is made; Zstandard and LZ4 are not read. */
const compressors: Compressors = {
  SNAPPY: (input, length) => {
    const output = new Uint8Array(boundedLength(length));
    snappyUncompress(input, output);
    return output;
  },
  GZIP: (input, length) => new Uint8Array(gunzipSync(input, { maxOutputLength: boundedLength(length) })),
  BROTLI: (input, length) => new Uint8Array(brotliDecompressSync(input, { maxOutputLength: boundedLength(length) })),
};

function boundedLength(length: number): number {
  if (length >= 0 && length <= MAX_PAGE_BYTES) return Math.max(1, length);
  throw new BrokenFile("parquet", `A page is said to have ${length} bytes.`);
}

/**
 * The first rows, of the columns whose first chunk is small enough to be read whole. Every page's header is judged before
 * the reader of the format sees it, as that allocates what a header says.
 */
export async function readSample(
  metadata: FileMetaData,
  window: FileWindow,
): Promise<{ sample: Sample | null; notes: string[] }> {
  const chunks = (metadata.row_groups[0]?.columns ?? [])
    .map(({ meta_data }) => meta_data)
    .filter((each) => each !== undefined);
  const names = [...new Set(chunks.map(({ path_in_schema: [name = ""] }) => name))];
  const columns: string[] = [];
  const parts: Part[] = [];
  let room = MAX_ALL_BYTES;
  for (const name of names.slice(0, COLUMNS)) {
    const own = chunks.filter(({ path_in_schema: [first] }) => first === name);
    const bytes = own.reduce((sum, chunk) => sum + sizeOf(chunk), 0);
    if (bytes > room) continue;
    room -= bytes;
    columns.push(name);
    for (const chunk of own) parts.push(await readPart(chunk, window));
  }
  const notes =
    columns.length < names.length ? [`First rows are shown for ${columns.length} of ${names.length} columns.`] : [];
  if (columns.length === 0) return { sample: null, notes };
  return { sample: await rowsOf(metadata, columns, parts, window.sizeBytes ?? 0), notes };
}

/** Infinite for what is not read. */
function sizeOf(chunk: Chunk): number {
  const bytes = Number(chunk.total_compressed_size);
  return bytes > 0 && bytes <= MAX_CHUNK_BYTES && chunk.num_values <= MAX_VALUES ? bytes : Number.POSITIVE_INFINITY;
}

async function readPart(chunk: Chunk, window: FileWindow): Promise<Part> {
  const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
  if (start < 4 || start >= (window.sizeBytes ?? 0))
    throw new BrokenFile("parquet", `A column is said to begin at byte ${start}.`);
  const bytes = await window.read(start, Number(chunk.total_compressed_size));
  checkPages(bytes);
  return { start, bytes: new Uint8Array(bytes) };
}

/** Field numbers of PageHeader: sizes, and the headers that count values. */
const SIZE = 2;
const COMPRESSED = 3;
const COUNTED = [5, 7, 8];

function checkPages(bytes: Uint8Array): void {
  const reader = new CompactReader(bytes, 0);
  while (reader.at < bytes.length) {
    const header = reader.struct();
    boundedLength(numberOf(header.get(SIZE)));
    for (const field of COUNTED) {
      const counted = header.get(field);
      const values = counted instanceof Map ? numberOf(counted.get(1)) : 0;
      if (values < 0 || values > MAX_VALUES)
        throw new BrokenFile("parquet", `A page is said to hold ${values} values.`);
    }
    const length = numberOf(header.get(COMPRESSED));
    if (length < 0) throw new BrokenFile("parquet", `A page is said to have ${length} bytes.`);
    reader.at += length;
  }
}

const numberOf = (value: number | Fields | undefined): number => (typeof value === "number" ? value : 0);

async function rowsOf(metadata: FileMetaData, columns: string[], parts: Part[], byteLength: number): Promise<Sample> {
  let rows: unknown[][] = [];
  const file = { byteLength, slice: (start: number, end = byteLength) => sliceOf(parts, start, end) };
  const onComplete = (read: unknown[][]): void => {
    rows = read;
  };
  try {
    const rowEnd = Math.min(ROWS, Number(metadata.row_groups[0]?.num_rows ?? 0));
    await parquetRead({ file, metadata, columns, rowStart: 0, rowEnd, compressors, geoparquet: false, onComplete });
  } catch (cause) {
    if (cause instanceof BrokenFile) throw cause;
    throw new BrokenFile("parquet", `Its rows cannot be read: ${cause instanceof Error ? cause.message : "unknown"}.`);
  }
  return { columns, rows: rows.slice(0, ROWS).map((row) => row.map(cellText)) };
}

/** The reader may join neighbouring columns into one range. */
function sliceOf(parts: readonly Part[], start: number, end: number): ArrayBuffer {
  const wanted = new Uint8Array(Math.min(end - start, MAX_ALL_BYTES));
  for (const { start: at, bytes } of parts) {
    const from = Math.max(start, at);
    const to = Math.min(start + wanted.length, at + bytes.length);
    if (from < to) wanted.set(bytes.subarray(from - at, to - at), from - start);
  }
  return wanted.buffer;
}
