import clsx from "clsx";
import type { ComponentProps } from "react";

/** A cell of a 32 px row, or 26 px when `dense`. */
export function TableCell({
  numeric = false,
  dense = false,
  className,
  ...rest
}: ComponentProps<"td"> & { numeric?: boolean; dense?: boolean }) {
  return (
    <td
      {...rest}
      className={clsx(
        "border-b border-line px-2 whitespace-nowrap first:pl-3 last:pr-3",
        dense ? "h-6.5 text-12" : "h-8",
        numeric && "text-right",
        className,
      )}
    />
  );
}
