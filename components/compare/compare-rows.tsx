import clsx from "clsx";
import { useId } from "react";
import type { CompareRow, CompareSection } from "@/lib/core/compare/types";
import { executionKey } from "@/lib/core/refs";
import { CompareCellView } from "./compare-cell";
import type { Column } from "./compare-page";

/** One section of the table. With only differences, rows that are equal in every run are folded to a count. */
export function CompareRows({
  section: { name, rows },
  columns,
  baseline,
  onlyDifferences,
}: {
  section: CompareSection;
  columns: readonly Column[];
  baseline: number;
  onlyDifferences: boolean;
}) {
  const id = useId();
  const shown = onlyDifferences ? rows.filter((row) => !isSameWhereRead(row)) : rows;
  const folded = rows.length - shown.length;
  const isAnyUnread = columns.some(({ run }) => run?.state !== "loaded");
  return (
    <tbody aria-labelledby={id}>
      <tr>
        {/* A cell and not a header: it names the group, while row headers are the names of values. */}
        <td id={id} colSpan={columns.length + 1} className="h-7 border-b border-line bg-s2 text-12 font-semibold">
          <span className="sticky left-0 px-3">{name}</span>
        </td>
      </tr>
      {shown.map((row) => (
        <Row key={row.key} row={row} isMono={name !== "Facts"} columns={columns} baseline={baseline} />
      ))}
      {folded > 0 && (
        <tr>
          <td colSpan={columns.length + 1} className="h-6.5 border-b border-line text-12 text-text-3">
            <span className="sticky left-0 px-3">{`${folded} of ${rows.length} the same${isAnyUnread ? " in every run that was read" : ""}, folded`}</span>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** A run that could not be read says so in its head; it does not keep every row of the others open. */
function isSameWhereRead({ verdict, cells }: CompareRow): boolean {
  const isKnown = cells.every(({ state }) => state === "value" || state === "missing" || state === "unread");
  return verdict === "equal" || (verdict === "unknown" && isKnown);
}

function Row({
  row,
  isMono,
  columns,
  baseline,
}: {
  row: CompareRow;
  isMono: boolean;
  columns: readonly Column[];
  baseline: number;
}) {
  return (
    <tr className="group">
      <th
        scope="row"
        className="sticky left-0 z-10 max-w-72 min-w-32 border-r border-b border-line bg-s1 px-3 py-1 text-left align-top font-normal group-hover:bg-s2 max-sm:max-w-36"
      >
        <span className={clsx("break-words", isMono && "mono", row.verdict === "differs" && "font-strong")}>
          {row.label}
        </span>
      </th>
      {row.cells.map((cell, index) => (
        <CompareCellView
          key={columns[index] === undefined ? index : executionKey(columns[index].ref)}
          cell={cell}
          isMarked={row.verdict === "differs" && index !== baseline}
        />
      ))}
    </tr>
  );
}
