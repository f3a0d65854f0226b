"use client";

import { type ReactNode, useId } from "react";

/** On or off, at once. The word beside it is its name. */
export function Switch({
  label,
  checked,
  onChange,
  labelHidden = false,
}: {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  labelHidden?: boolean;
}) {
  const id = useId();
  return (
    <span className="inline-flex min-h-6 items-center gap-2 max-sm:min-h-11">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="relative h-4 w-7 shrink-0 cursor-pointer appearance-none rounded-full bg-line-3 transition-colors duration-90 before:absolute before:-inset-1 after:absolute after:top-0.5 after:left-0.5 after:h-3 after:w-3 after:rounded-full after:bg-s1 after:transition-transform checked:bg-accent checked:after:translate-x-3"
      />
      <label htmlFor={id} className={labelHidden ? "sr-only" : "cursor-pointer text-12 text-text-2"}>
        {label}
      </label>
    </span>
  );
}
