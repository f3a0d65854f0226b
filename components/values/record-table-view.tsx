"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHead } from "@/components/ui/table-head";
import { formatCount } from "@/lib/core/format/count";
import type { RecordTable } from "@/lib/core/values/record-table";
import { VisibleText } from "./visible-text";

const STEP = 100;
/** Characters of one cell; the tree shows the whole. */
const CELL = 120;

/** A list of records as rows and columns; more rows on demand. */
export function RecordTableView({ label, table }: { label: string; table: RecordTable }) {
  const [shown, setShown] = useState(STEP);
  const rows = Math.min(shown, table.rowCount);
  return (
    <div className="my-1 rounded-md border border-line bg-s1">
      <div className="max-h-96 overflow-auto">
        <Table label={label}>
          <thead>
            <tr>
              <TableHead numeric>#</TableHead>
              {table.columns.map((column) => (
                <TableHead key={column}>
                  <VisibleText text={column} />
                </TableHead>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: rows }, (_, row) => (
              // oxlint-disable-next-line react/no-array-index-key -- a row is its place in the list
              <tr key={row}>
                <TableCell dense numeric className="text-text-3">
                  {row}
                </TableCell>
                {table.columns.map((column) => (
                  <TableCell dense key={column} className="mono">
                    <VisibleText text={table.cell(row, column).slice(0, CELL)} />
                  </TableCell>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {rows < table.rowCount && (
        <div className="flex items-center gap-2 border-t border-line px-3 py-1 text-11 text-text-3">
          {`${formatCount(rows)} of ${formatCount(table.rowCount)} records`}
          <Button size="sm" variant="ghost" onClick={() => setShown(shown + STEP)}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}
