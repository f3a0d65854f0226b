"use client";

import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Field } from "./field";
import { fieldClass } from "./field-class";

type Shared = {
  label: ReactNode;
  hint?: ReactNode;
  /** Says what is wrong, in words; null when nothing is. */
  error?: string | null;
  labelHidden?: boolean;
  mono?: boolean;
  value: string;
  onChange: (value: string) => void;
};

/** One line of text, or several with `rows`. */
export function TextField({
  label,
  hint,
  error = null,
  labelHidden,
  mono,
  value,
  onChange,
  rows,
  icon,
  ...rest
}: Shared &
  Omit<ComponentProps<"input">, "value" | "onChange" | "id" | "children"> & { rows?: number; icon?: ReactNode }) {
  const id = useId();
  const shared = {
    id,
    value,
    "aria-invalid": error !== null || undefined,
    "aria-describedby": clsx(hint !== undefined && `${id}-hint`, error !== null && `${id}-error`) || undefined,
  };
  return (
    <Field id={id} label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {rows === undefined ? (
        <span className="relative flex items-center">
          {icon !== undefined && <span className="pointer-events-none absolute left-2.25 text-text-3">{icon}</span>}
          <input
            type="text"
            {...rest}
            {...shared}
            onChange={(event) => onChange(event.target.value)}
            className={clsx(fieldClass({ mono, invalid: error !== null }), "h-7.5", icon !== undefined && "pl-7.5")}
          />
        </span>
      ) : (
        <textarea
          {...shared}
          rows={rows}
          placeholder={rest.placeholder}
          required={rest.required}
          spellCheck={rest.spellCheck}
          readOnly={rest.readOnly}
          onChange={(event) => onChange(event.target.value)}
          className={clsx(fieldClass({ mono, invalid: error !== null }), "py-1.25")}
        />
      )}
    </Field>
  );
}
