"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { Button } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHead } from "@/components/ui/table-head";
import { VisibleText } from "@/components/values/visible-text";
import { problemOf } from "@/lib/client/fetch-json";
import { previewQuery } from "@/lib/client/queries/preview";
import { formatBytes } from "@/lib/core/format/bytes";
import { formatCount } from "@/lib/core/format/count";
import type { ParquetColumn, ParquetPreview } from "@/lib/core/preview/types";
import type { ExecutionRef } from "@/lib/core/refs";
import type { FilePlace } from "@/lib/url/paths";
import { DataGrid } from "./data-grid";
import { ScrollBox } from "./scroll-box";

/** Schema and statistics, which the footer of the file holds; its first rows on demand, as they cost more reading. */
export function ParquetView({
  parquet,
  execution,
  place,
  canRead,
}: {
  parquet: ParquetPreview;
  execution: ExecutionRef;
  place: FilePlace;
  canRead: boolean;
}) {
  const { rowCount, columnsKnown, rowGroupsKnown, createdBy, columns } = parquet;
  return (
    <>
      <p className="px-3 pb-1 text-12 text-text-2">
        {`Parquet: ${formatCount(rowCount)} rows, ${formatCount(columnsKnown)} columns, ${formatCount(rowGroupsKnown)} groups of rows.`}
        {createdBy !== "" && (
          <>
            {" Written by "}
            <VisibleText text={createdBy} />.
          </>
        )}
      </p>
      <div className="px-3 pb-2">
        <ScrollBox label="Schema">
          <Table label="Columns">
            <thead>
              <tr>
                <TableHead>Column</TableHead>
                <TableHead>Type</TableHead>
                <TableHead numeric>None</TableHead>
                <TableHead>Least</TableHead>
                <TableHead>Greatest</TableHead>
                <TableHead numeric>Size</TableHead>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <ColumnRow key={column.path} column={column} />
              ))}
            </tbody>
          </Table>
        </ScrollBox>
      </div>
      {canRead && <Rows execution={execution} place={place} columnsKnown={columnsKnown} />}
    </>
  );
}

function ColumnRow({ column }: { column: ParquetColumn }) {
  const { path, physicalType, logicalType, isOptional, nullCount, min, max, compressedBytes } = column;
  return (
    <tr>
      <TableCell dense className="mono">
        <VisibleText text={path} />
      </TableCell>
      <TableCell
        dense
      >{`${logicalType === "" ? physicalType : logicalType}${isOptional ? ", optional" : ""}`}</TableCell>
      <TableCell dense numeric>
        {nullCount === null ? "—" : formatCount(nullCount)}
      </TableCell>
      <Bound text={min} />
      <Bound text={max} />
      <TableCell dense numeric>
        {formatBytes(Number(compressedBytes))}
      </TableCell>
    </tr>
  );
}

function Bound({ text }: { text: string | null }) {
  return (
    <TableCell dense className="mono">
      {text === null ? <span className="text-text-3">—</span> : <VisibleText text={text.slice(0, 60)} />}
    </TableCell>
  );
}

function Rows({ execution, place, columnsKnown }: { execution: ExecutionRef; place: FilePlace; columnsKnown: number }) {
  const [wanted, setWanted] = useState(false);
  const { data, error, refetch } = useQuery({ ...previewQuery(execution, place, { rows: true }), enabled: wanted });
  if (!wanted) {
    return (
      <p className="px-3 pb-3">
        <Button size="sm" onClick={() => setWanted(true)}>
          Read the first rows
        </Button>
      </p>
    );
  }
  if (error !== null) return <ErrorPanel compact problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <output className="block px-3 pb-3 text-text-2">Reading the first rows…</output>;
  const sample = data.content.kind === "parquet" ? data.content.sample : null;
  if (sample === null) {
    const why = data.notes.length === 0 ? "The first rows could not be read." : data.notes.join(" ");
    return (
      <p className="px-3 pb-3 text-text-2">
        <VisibleText text={why} />
      </p>
    );
  }
  return (
    <DataGrid
      label="First rows"
      columns={sample.columns}
      rows={sample.rows}
      columnsKnown={columnsKnown}
      isCut={false}
    />
  );
}
