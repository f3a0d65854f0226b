import { TableSkeleton } from "./table/table-skeleton";

/** The page while its first answer is on the way: the title is there, the rows are shapes. */
export function ExecutionsLoading() {
  return (
    <div className="mx-auto flex w-full max-w-400 flex-1 flex-col gap-2.5 p-4 max-sm:p-3">
      <h1 className="min-h-7 text-18 font-semibold tracking-tight">Executions</h1>
      <div className="h-7.5 max-sm:h-24" />
      <div className="panel overflow-hidden">
        <TableSkeleton />
      </div>
    </div>
  );
}
