"use client";

import clsx from "clsx";
import { useId } from "react";
import { ComboboxList } from "./combobox-list";
import { Field } from "./field";
import { fieldClass } from "./field-class";
import type { ComboboxOption } from "./match-options";
import { useCombobox } from "./use-combobox";

/**
 * A field that finds while one types. `value` is the picked option's value, null while none is. Typing does not pick;
 * Enter, a click, or leaving the field with an exact label does.
 */
export function Combobox({
  label,
  options,
  value,
  onChange,
  placeholder,
  hint,
  error = null,
  mono = false,
  emptyText = "Nothing matches",
}: {
  label: string;
  options: readonly ComboboxOption[];
  value: string | null;
  onChange: (value: string) => void;
  placeholder?: string;
  hint?: string;
  error?: string | null;
  mono?: boolean;
  emptyText?: string;
}) {
  const id = useId();
  const { text, open, active, shown, total, pick, type, leave, onKeyDown, show } = useCombobox(
    options,
    value,
    onChange,
  );
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <div className="relative">
        <input
          id={id}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && active < shown.length ? `${id}-${active}` : undefined}
          aria-invalid={error !== null || undefined}
          aria-describedby={clsx(hint !== undefined && `${id}-hint`, error !== null && `${id}-error`) || undefined}
          placeholder={placeholder}
          value={text}
          onChange={(event) => type(event.target.value)}
          onClick={show}
          onBlur={leave}
          onKeyDown={onKeyDown}
          className={clsx(fieldClass({ mono, invalid: error !== null }), "h-7.5")}
        />
        <ComboboxList {...{ id, label, open, shown, total, active, value, mono, emptyText }} onPick={pick} />
      </div>
    </Field>
  );
}
