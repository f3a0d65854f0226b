"use client";

import clsx from "clsx";
import { Lock, Undo2 } from "lucide-react";
import { useId } from "react";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { Button } from "@/components/ui/button";
import { Segments } from "@/components/ui/segments";
import { valueText } from "@/lib/core/format/value-text";
import { type Entry, type FieldState, isNone, type LaunchField } from "@/lib/core/launch/launch-fields";
import { typeText } from "@/lib/core/type-text";
import type { ValueType } from "@/lib/core/value";
import { formatHint } from "./format-hint";
import { ValueControl } from "./value-control";

/** One input: name and type, its control, what it was, and what is wrong with it. `onEntry(null)` undoes. */
export function LaunchFieldRow({
  field,
  state,
  rejected,
  onEntry,
}: {
  field: LaunchField;
  state: FieldState;
  /** What Flyte said of the value that was sent; null when nothing. */
  rejected: string | null;
  onEntry: (entry: Entry | null) => void;
}) {
  const id = useId();
  const error = state.error ?? rejected;
  // flytekit describes an input by its name when its author did not.
  const description = field.description === field.name ? "" : field.description;
  const hint = [description, formatHint(field)].filter(Boolean).join(" ");
  const describedBy = [hint !== "" && `${id}-hint`, error !== null && `${id}-error`].filter(Boolean).join(" ");
  const isWide = isStructured(field.type);
  return (
    <div
      className={clsx(
        "relative grid min-w-0 content-start gap-1 pl-2.5",
        isWide && "sm:col-span-full",
        state.changed && "before:absolute before:inset-y-0 before:left-0 before:w-[2.5px] before:bg-chg",
      )}
    >
      <FieldHead id={id} field={field} state={state} onUndo={() => onEntry(null)} />
      {field.origin.kind === "kept" && state.entry === null ? (
        <Kept id={id} why={field.origin.why} onReplace={() => onEntry(state.shown)} />
      ) : (
        <EntryControl
          {...{ id, field, state, onEntry }}
          invalid={error !== null}
          describedBy={describedBy === "" ? undefined : describedBy}
        />
      )}
      {hint !== "" && (
        <p id={`${id}-hint`} className="text-11 break-words text-text-3">
          {hint}
        </p>
      )}
      {error !== null && (
        <p id={`${id}-error`} className="flex gap-1.5 text-12 break-words text-failed-t">
          <PhaseGlyph phase="failed" size={12} className="mt-0.75" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
    </div>
  );
}

function FieldHead({
  id,
  field: { name, type, origin },
  state,
  onUndo,
}: {
  id: string;
  field: LaunchField;
  state: FieldState;
  onUndo: () => void;
}) {
  return (
    <div className="flex min-h-6 min-w-0 flex-wrap items-center gap-x-2">
      <label htmlFor={id} className="mono min-w-0 font-strong break-all">
        {name}
      </label>
      <span className="mono min-w-0 break-words text-text-3">{typeText(type)}</span>
      {origin.kind === "nothing" && <span className="text-11 text-text-3">required</span>}
      {origin.kind === "fixed" && (
        <span className="inline-flex items-center gap-1 text-11 text-text-3">
          <Lock size={11} aria-hidden="true" /> fixed by the launch plan
        </span>
      )}
      {state.entry !== null && state.changed && (
        <span className="ml-auto flex min-w-0 items-center gap-1.5 text-11 text-text-3">
          <Was origin={origin} />
          <Button variant="ghost" size="sm" icon={<Undo2 size={12} />} aria-label={`Undo ${name}`} onClick={onUndo}>
            Undo
          </Button>
        </span>
      )}
    </div>
  );
}

function Was({ origin }: { origin: LaunchField["origin"] }) {
  if (origin.kind === "nothing" || origin.kind === "kept") return null;
  const text = valueText(origin.value);
  return (
    <span className="flex min-w-0 gap-1">
      was
      <s title={text} className="mono max-w-32 truncate">
        {text}
      </s>
    </span>
  );
}

function Kept({ id, why, onReplace }: { id: string; why: string; onReplace: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <output id={id} className="text-12 text-text-2">
        Kept as stored: {why}.
      </output>
      <Button size="sm" onClick={onReplace}>
        Replace…
      </Button>
    </div>
  );
}

/** A union is a choice of its variants and the control of the chosen one. */
function EntryControl({
  id,
  field: { name, type, origin },
  state: { shown },
  invalid,
  describedBy,
  onEntry,
}: {
  id: string;
  field: LaunchField;
  state: FieldState;
  invalid: boolean;
  describedBy: string | undefined;
  onEntry: (entry: Entry) => void;
}) {
  const chosen = type.kind === "union" ? (type.variants[shown.variant ?? 0] ?? type) : type;
  const disabled = origin.kind === "fixed" || isNone(chosen);
  return (
    <div className="flex min-w-0 flex-wrap items-start gap-2">
      {type.kind === "union" && (
        <Segments
          label={`Type of ${name}`}
          value={String(shown.variant ?? 0)}
          segments={type.variants.map((variant, index) => ({ id: String(index), label: typeText(variant) }))}
          onChange={(index) => onEntry({ text: shown.text, variant: Number(index) })}
        />
      )}
      <div className="min-w-32 flex-1">
        <ValueControl
          id={id}
          type={chosen}
          text={isNone(chosen) ? "None" : shown.text}
          {...{ disabled, invalid, describedBy }}
          onChange={(text) => onEntry({ ...shown, text })}
        />
      </div>
    </div>
  );
}

const isStructured = (type: ValueType): boolean =>
  type.kind === "list" || type.kind === "map" || (type.kind === "simple" && type.simple === "struct");
