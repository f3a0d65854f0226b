"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";

/** A box with its accessible name; `mixed` when only a part is checked. */
export function Checkbox({
  label,
  mixed = false,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type" | "aria-label" | "ref"> & { label: string; mixed?: boolean }) {
  return (
    <input
      {...rest}
      type="checkbox"
      aria-label={label}
      ref={(element) => {
        // Only a property can say "in between"; there is no attribute for it.
        if (element !== null) element.indeterminate = mixed;
      }}
      className={clsx(
        "relative grid h-3.5 w-3.5 shrink-0 cursor-pointer appearance-none place-items-center rounded-sm border-[1.5px] border-line-3 bg-s1",
        "before:absolute before:-inset-1.5 max-sm:before:-inset-4",
        "checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent",
        "after:hidden after:h-2 after:w-1 after:-translate-y-px after:rotate-45 after:border-r-2 after:border-b-2 after:border-on-accent checked:after:block",
        "indeterminate:after:block indeterminate:after:h-0 indeterminate:after:w-2 indeterminate:after:translate-y-0 indeterminate:after:rotate-0 indeterminate:after:border-r-0",
        className,
      )}
    />
  );
}
