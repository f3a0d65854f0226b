"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Field } from "./field";
import { fieldClass } from "./field-class";

export type SelectOption<T extends string> = { value: T; label: string };

/** The browser's own select in our look: it works with every keyboard, screen reader and thumb. */
export function Select<T extends string>({
  label,
  hint,
  error = null,
  labelHidden,
  mono,
  value,
  options,
  onChange,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  labelHidden?: boolean;
  mono?: boolean;
  value: T;
  options: readonly SelectOption<T>[];
  onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error} labelHidden={labelHidden}>
      <span className="relative flex items-center">
        <select
          id={id}
          value={value}
          aria-invalid={error !== null || undefined}
          aria-describedby={clsx(hint !== undefined && `${id}-hint`, error !== null && `${id}-error`) || undefined}
          onChange={(event) => {
            const option = options[event.target.selectedIndex];
            if (option !== undefined) onChange(option.value);
          }}
          className={clsx(fieldClass({ mono, invalid: error !== null }), "h-7.5 appearance-none pr-7.5")}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} className="bg-over text-text">
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown size={13} className="pointer-events-none absolute right-2.25 text-text-3" aria-hidden="true" />
      </span>
    </Field>
  );
}
