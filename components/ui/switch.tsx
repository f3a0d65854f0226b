"use client";

import { type ReactNode, useId } from "react";

/** On or off, at once. The word beside it is its name. What is pressed is larger than what is seen. */
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
      <span className="relative inline-block h-4 w-7 shrink-0">
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={checked}
          aria-checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          className="peer absolute -inset-x-1 -top-1 h-6 w-9 cursor-pointer opacity-0 max-sm:-inset-x-2 max-sm:-top-3.5 max-sm:h-11 max-sm:w-11"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none block h-4 w-7 rounded-full bg-line-3 transition-colors duration-90 peer-checked:bg-accent peer-focus-visible:outline-2 peer-focus-visible:outline-offset-1 peer-focus-visible:outline-accent"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-0.5 left-0.5 h-3 w-3 rounded-full bg-s1 transition-transform duration-90 peer-checked:translate-x-3"
        />
      </span>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "cursor-pointer text-12 text-text-2"}>
        {label}
      </label>
    </span>
  );
}
