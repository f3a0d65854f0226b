import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { TableHead } from "@/components/ui/table-head";
import type { ExecutionSort } from "@/lib/contract/executions";

export type Sorting = { sort: ExecutionSort; descending: boolean };

/** A column head that sorts: the first press as `firstDescending` says, each next one the other way round. */
export function SortHead({
  by,
  sorting,
  onSort,
  numeric = false,
  firstDescending = true,
  className,
  title,
  children,
}: {
  by: ExecutionSort;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  numeric?: boolean;
  firstDescending?: boolean;
  className?: string;
  title?: string;
  children: ReactNode;
}) {
  const active = sorting.sort === by;
  const Arrow = sorting.descending ? ArrowDown : ArrowUp;
  return (
    <TableHead
      numeric={numeric}
      className={className}
      aria-sort={active ? (sorting.descending ? "descending" : "ascending") : undefined}
    >
      <button
        type="button"
        title={title}
        onClick={() => onSort({ sort: by, descending: active ? !sorting.descending : firstDescending })}
        className="inline-flex h-6 min-w-6 items-center gap-1 rounded-sm font-medium hover:text-text"
      >
        {children}
        {active && <Arrow size={11} />}
      </button>
    </TableHead>
  );
}
