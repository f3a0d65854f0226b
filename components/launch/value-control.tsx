"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { fieldClass } from "@/components/ui/field-class";
import type { ValueType } from "@/lib/core/value";

type ControlProps = {
  id: string;
  type: ValueType;
  text: string;
  disabled: boolean;
  invalid: boolean;
  describedBy: string | undefined;
  onChange: (text: string) => void;
};

/** The control for one value: a select for closed lists, lines of text for strings and JSON, one line for the rest. */
export function ValueControl({ id, type, text, disabled, invalid, describedBy, onChange }: ControlProps) {
  const shared = { id, disabled, "aria-invalid": invalid || undefined, "aria-describedby": describedBy };
  const look = fieldClass({ mono: true, invalid });
  const choices = choicesOf(type);
  if (choices !== null) {
    return (
      <span className="relative flex items-center">
        <select
          {...shared}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          className={`${look} h-7.5 appearance-none pr-7.5`}
        >
          {(choices.includes(text) ? choices : [text, ...choices]).map((choice) => (
            <option key={choice} value={choice} className="bg-over text-text">
              {choice === "" ? "—" : choice}
            </option>
          ))}
        </select>
        <ChevronDown size={13} className="pointer-events-none absolute right-2.25 text-text-3" aria-hidden="true" />
      </span>
    );
  }
  const lines = linesOf(type, text);
  if (lines !== null) {
    return (
      <textarea
        {...shared}
        rows={lines}
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        className={clsx(look, "block py-1.25", lines > 1 ? "resize-y" : "resize-none")}
      />
    );
  }
  return (
    <input
      {...shared}
      type="text"
      inputMode={isNumber(type) ? "decimal" : undefined}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => onChange(event.target.value)}
      className={`${look} h-7.5`}
    />
  );
}

function choicesOf(type: ValueType): readonly string[] | null {
  if (type.kind === "enum") return type.values;
  return type.kind === "simple" && type.simple === "boolean" ? ["true", "false"] : null;
}

const isNumber = (type: ValueType): boolean =>
  type.kind === "simple" && (type.simple === "integer" || type.simple === "float");

const MAX_LINES = 14;

/** Height of a field that takes several lines, null for one-line fields. A one-line input would drop line breaks. */
function linesOf(type: ValueType, text: string): number | null {
  const lines = Math.min(MAX_LINES, text.split("\n").length);
  if (type.kind === "simple" && type.simple === "string") return lines;
  const isJson = type.kind === "list" || type.kind === "map" || (type.kind === "simple" && type.simple === "struct");
  return isJson ? Math.max(3, lines) : null;
}
