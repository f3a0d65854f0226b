import clsx from "clsx";
import type { ComponentProps } from "react";

/**
 * A table that scrolls inside itself, so that the page never scrolls sideways. `label` names it. With `stickyHead` its
 * head stays under the bar while the page scrolls, on screens wide enough to hold all of its columns.
 */
export function Table({
  label,
  stickyHead = false,
  className,
  children,
  ...rest
}: ComponentProps<"table"> & { label: string; stickyHead?: boolean }) {
  return (
    <div
      className={clsx(
        "w-full overflow-x-auto",
        stickyHead && "lg:overflow-x-clip lg:[&_th]:sticky lg:[&_th]:top-11 lg:[&_th]:z-1",
      )}
    >
      <table {...rest} aria-label={label} className={clsx("w-full border-separate border-spacing-0", className)}>
        {children}
      </table>
    </div>
  );
}
