import "server-only";
import type { FileMetaData, SchemaElement } from "hyparquet";
import type { ParquetPreview } from "@/lib/core/preview/types";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { BrokenFile } from "@/lib/server/preview/reading";
import { logicalText } from "./cell-text";
import { readValues, UnreadColumn } from "./pages";

const ROWS = 100;
/** Each column costs a request. */
const COLUMNS = 30;
/** Of each column: writers make pages of about this size. */
const CHUNK_BYTES = 1024 * 1024;

type Sample = NonNullable<ParquetPreview["sample"]>;
type Chunk = NonNullable<FileMetaData["row_groups"][number]["columns"][number]["meta_data"]>;

/**
 * The first rows of the first group, of the flat columns whose first page is small enough. The pages are decoded here, as
 * libraries trust the counts in them: a page of some bytes can ask for all memory there is.
 */
export async function readSample(
  metadata: FileMetaData,
  window: FileWindow,
): Promise<{ sample: Sample | null; notes: string[] }> {
  const leaves = metadata.schema.filter(({ num_children }) => num_children === undefined);
  const group = metadata.row_groups[0];
  const rows = Math.max(0, Math.min(ROWS, Number(group?.num_rows ?? 0)));
  const columns: { name: string; cells: string[] }[] = [];
  for (const [index, leaf] of leaves.slice(0, COLUMNS).entries()) {
    const chunk = group?.columns[index]?.meta_data;
    const cells = chunk === undefined ? null : await cellsOf(chunk, leaf, rows, window);
    if (cells !== null) columns.push({ name: leaf.name, cells });
  }
  const notes =
    columns.length < leaves.length ? [`First rows are shown for ${columns.length} of ${leaves.length} columns.`] : [];
  if (columns.length === 0 || rows === 0) return { sample: null, notes };
  const indices = Array.from({ length: rows }, (_, row) => row);
  const sample = {
    columns: columns.map(({ name }) => name),
    rows: indices.map((row) => columns.map(({ cells }) => cells[row] ?? "")),
  };
  return { sample, notes };
}

/** Null for a column that is not read: nested, packed in another way, or with too large a page. */
async function cellsOf(chunk: Chunk, leaf: SchemaElement, rows: number, window: FileWindow): Promise<string[] | null> {
  if (chunk.path_in_schema.length !== 1 || leaf.repetition_type === "REPEATED") return null;
  const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
  const length = Math.min(Number(chunk.total_compressed_size), CHUNK_BYTES);
  if (start < 4 || length < 1 || start + length > (window.sizeBytes ?? 0))
    throw new BrokenFile("parquet", `A column is said to have ${length} bytes from ${start}.`);
  const bytes = await window.read(start, length);
  try {
    const values = readValues(bytes, { leaf, codec: chunk.codec, want: rows });
    return values.length < rows ? null : values.map((value) => (value === null ? "" : logicalText(value, leaf)));
  } catch (error) {
    if (error instanceof UnreadColumn) return null;
    throw error;
  }
}
