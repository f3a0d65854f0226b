import { Skeleton } from "@/components/ui/skeleton";

const ROWS = Array.from({ length: 12 }, (_, row) => row);
const WIDTHS = ["w-40", "w-52", "w-36", "w-48"] as const;

/** The table before its rows: same head, same row height, so that nothing jumps when they come. */
export function TableSkeleton() {
  return (
    <section aria-busy="true" aria-label="Loading executions">
      <div className="h-7 border-b border-line max-sm:hidden" />
      {ROWS.map((row) => (
        <div key={row} className="flex h-8 items-center gap-4 border-b border-line px-3 last:border-b-0 max-sm:h-18">
          <Skeleton className="h-3.5 w-3.5" />
          <Skeleton className="h-3 w-20" />
          <Skeleton className={`h-3 ${WIDTHS[row % WIDTHS.length] ?? "w-40"}`} />
          <span className="flex-1" />
          <Skeleton className="h-3 w-24" />
        </div>
      ))}
    </section>
  );
}
