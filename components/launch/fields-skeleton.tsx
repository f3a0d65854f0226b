import { Skeleton } from "@/components/ui/skeleton";

/** Fields that are on their way. */
export function FieldsSkeleton() {
  return (
    <div className="grid gap-4 px-6.5 py-4 sm:grid-cols-2 md:px-8.5 xl:grid-cols-3">
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <Skeleton key={key} className="h-12 w-full" />
      ))}
    </div>
  );
}
