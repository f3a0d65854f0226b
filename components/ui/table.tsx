import clsx from "clsx";
import type { ComponentProps } from "react";

/** A table that scrolls inside itself, so that the page never scrolls sideways. `label` names it. */
export function Table({ label, className, children, ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    <div className="w-full overflow-x-auto">
      <table {...rest} aria-label={label} className={clsx("w-full border-separate border-spacing-0", className)}>
        {children}
      </table>
    </div>
  );
}
