import clsx from "clsx";

/** The shape of what comes. It shows only after 150 ms, so that a fast answer never flashes. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className="late inline-block">
      <span className={clsx("block animate-shimmer rounded-sm bg-s3", className)} />
    </span>
  );
}
