import "server-only";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { FileWindow } from "@/lib/server/preview/file-window";
import type { Found } from "@/lib/server/preview/reading";
import { readFooter } from "./footer";
import { readSample } from "./sample";
import { columnsOf } from "./statistics";

const ROW_GROUPS = 200;

/** Schema and statistics from the footer alone; the first rows only where they are asked for. */
export async function readParquet(window: FileWindow, withRows: boolean): Promise<Found> {
  const metadata = await readFooter(window);
  const columnsKnown = metadata.schema.filter(({ num_children }) => num_children === undefined).length;
  const rowGroupsKnown = metadata.row_groups.length;
  const { sample, notes } = withRows ? await readSample(metadata, window) : { sample: null, notes: [] };
  if (columnsKnown > PREVIEW_LIMITS.columns)
    notes.push(`The first ${PREVIEW_LIMITS.columns} of ${columnsKnown} columns are shown.`);
  if (rowGroupsKnown > ROW_GROUPS) notes.push(`The first ${ROW_GROUPS} of ${rowGroupsKnown} groups of rows are shown.`);
  if (metadata.num_rows < 0n) notes.push(`The footer says that there are ${metadata.num_rows} rows.`);
  const rowGroups = metadata.row_groups.slice(0, ROW_GROUPS);
  return {
    notes,
    content: {
      kind: "parquet",
      rowCount: String(metadata.num_rows),
      createdBy: metadata.created_by ?? "",
      columns: columnsOf(metadata),
      columnsKnown,
      rowGroups: rowGroups.map((group) => ({ rowCount: String(group.num_rows), bytes: String(group.total_byte_size) })),
      rowGroupsKnown,
      sample,
    },
  };
}
