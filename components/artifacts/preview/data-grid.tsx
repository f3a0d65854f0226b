"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHead } from "@/components/ui/table-head";
import { VisibleText } from "@/components/values/visible-text";
import { formatCount } from "@/lib/core/format/count";
import { ScrollBox } from "./scroll-box";

const ROWS = 50;
const COLUMNS = 30;
/** Characters of one cell. */
const CELL = 200;

/** Rows of text, some at once. What stands before the end of what was read is said below. */
export function DataGrid({
  label,
  columns,
  rows,
  columnsKnown,
  isCut,
}: {
  label: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  columnsKnown: number;
  isCut: boolean;
}) {
  const [shown, setShown] = useState({ rows: ROWS, columns: COLUMNS });
  const visible = columns.slice(0, shown.columns);
  return (
    <div className="px-3 pb-3">
      <ScrollBox label={label}>
        <Table label={label}>
          <thead>
            <tr>
              <TableHead numeric>#</TableHead>
              {visible.map((column, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- names may be there twice
                <TableHead key={index}>
                  <VisibleText text={column.slice(0, CELL)} />
                </TableHead>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown.rows).map((row, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a row is its place in the file
              <tr key={at}>
                <TableCell dense numeric className="text-text-3">
                  {at + 1}
                </TableCell>
                {visible.map((_, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- a cell is its place in the row
                  <TableCell dense key={index} className="mono">
                    <VisibleText text={(row[index] ?? "").slice(0, CELL)} />
                  </TableCell>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollBox>
      <div className="flex flex-wrap items-center gap-2 pt-1.5 text-12 text-text-2">
        <span>{extent({ shown, rows: rows.length, columns: columns.length, columnsKnown, isCut })}</span>
        {rows.length > shown.rows && (
          <Button size="sm" onClick={() => setShown({ ...shown, rows: shown.rows + ROWS * 2 })}>
            More rows
          </Button>
        )}
        {columns.length > shown.columns && (
          <Button size="sm" onClick={() => setShown({ ...shown, columns: shown.columns + COLUMNS })}>
            More columns
          </Button>
        )}
      </div>
    </div>
  );
}

function extent({
  shown,
  rows,
  columns,
  columnsKnown,
  isCut,
}: {
  shown: { rows: number; columns: number };
  rows: number;
  columns: number;
  columnsKnown: number;
  isCut: boolean;
}): string {
  const drawn = Math.min(shown.columns, columns);
  const wide = drawn < columnsKnown ? `${formatCount(drawn)} of ${formatCount(columnsKnown)}` : formatCount(drawn);
  const deep = rows > shown.rows ? `${formatCount(shown.rows)} of ${formatCount(rows)}` : formatCount(rows);
  return `${deep} rows, ${wide} columns.${isCut ? " The file has more than what was read." : ""}`;
}
