"use client";

import clsx from "clsx";
import { Check, Minus } from "lucide-react";
import type { ComponentProps } from "react";

/** A box with its accessible name; `mixed` when only a part is checked. What is pressed is larger than what is seen. */
export function Checkbox({
  label,
  mixed = false,
  checked,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type" | "aria-label" | "ref" | "checked"> & {
  label: string;
  mixed?: boolean;
  checked: boolean;
}) {
  const Sign = mixed ? Minus : Check;
  return (
    <span className={clsx("relative inline-grid h-3.5 w-3.5 place-items-center align-middle", className)}>
      <input
        {...rest}
        type="checkbox"
        checked={checked}
        aria-label={label}
        ref={(element) => {
          // Only a property can say "in between"; there is no attribute for it.
          if (element !== null) element.indeterminate = mixed;
        }}
        className="peer absolute -inset-1.25 cursor-pointer opacity-0 max-sm:-inset-3.75"
      />
      <span
        aria-hidden="true"
        className={clsx(
          "pointer-events-none grid h-3.5 w-3.5 place-items-center rounded-sm border-[1.5px] peer-focus-visible:outline-2 peer-focus-visible:outline-offset-1 peer-focus-visible:outline-accent",
          checked || mixed ? "border-accent bg-accent text-on-accent" : "border-line-3 bg-s1",
        )}
      >
        {(checked || mixed) && <Sign size={10} strokeWidth={3} />}
      </span>
    </span>
  );
}
