import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a few facts that are on their way. */
export function LoadingLines() {
  return (
    <output aria-label="Loading" className="flex flex-col gap-2 p-3">
      <Skeleton className="h-4 w-60" />
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-4 w-52" />
    </output>
  );
}
