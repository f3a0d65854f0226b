import clsx from "clsx";
import type { ComponentProps } from "react";

/** A column head: 28 px, `numeric` columns are right aligned. */
export function TableHead({ numeric = false, className, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(
        "h-7 border-b border-line bg-s1 px-2 text-11 font-medium whitespace-nowrap text-text-3 first:pl-3 last:pr-3",
        numeric ? "text-right" : "text-left",
        className,
      )}
    />
  );
}
