import { valueIdentity } from "@/lib/core/compare/same-value";
import { inputText } from "@/lib/core/entry/input-text";
import { parseInput } from "@/lib/core/parse-value";
import type { Parameter, Value, ValueSet, ValueType } from "../value";

/** What a field starts from. `kept`: a stored value that no text can say, sent on as it is unless it is replaced. */
type Origin =
  | { kind: "nothing" }
  | { kind: "default" | "source" | "fixed"; value: Value; text: string | null }
  | { kind: "kept"; why: string };

export type LaunchField = { name: string; type: ValueType; description: string; origin: Origin };

/** What a person put into a field. `variant` is the index of the chosen variant of a union, null for other types. */
export type Entry = { text: string; variant: number | null };

/** What a field stands for now. `value` is set when it is to be sent, `error` when it says nothing that can be sent. */
export type FieldState = {
  entry: Entry | null;
  /** What is shown in the control: the entry, or the origin's text. */
  shown: Entry;
  value: Value | null;
  error: string | null;
  /** Differs from where it started. */
  changed: boolean;
  /** Needs a value and has none. */
  missing: boolean;
};

/** Text longer than this is not put into a field: browsers crawl, and nobody edits a megabyte by hand. */
const MAX_TEXT = 50_000;

/**
 * The fields of a launch plan. `source` holds the inputs of the run that is repeated, null for a fresh launch: what the
 * source has goes before the default.
 */
export function launchFields(parameters: readonly Parameter[], source: ValueSet | null): LaunchField[] {
  return parameters.map((parameter) => ({
    name: parameter.name,
    type: parameter.type,
    description: parameter.description,
    origin: originOf(parameter, source),
  }));
}

function originOf(parameter: Parameter, source: ValueSet | null): Origin {
  if (parameter.binding === "fixed") return told("fixed", parameter.value);
  if (source?.state === "unavailable") return { kind: "kept", why: "Flyte cannot show it here" };
  const stored = source?.state === "present" ? source.values.find(({ name }) => name === parameter.name) : undefined;
  if (stored !== undefined) {
    const origin = told("source", stored.value);
    return origin.text === null ? { kind: "kept", why: "it cannot be written as text" } : origin;
  }
  return parameter.binding === "default" ? told("default", parameter.value) : { kind: "nothing" };
}

function told(kind: "default" | "source" | "fixed", value: Value): Origin & { value: Value; text: string | null } {
  const text = inputText(value);
  return { kind, value, text: text !== null && text.length <= MAX_TEXT ? text : null };
}

/** The state of a field with what was entered, null when nothing was. */
export function fieldState(field: LaunchField, entry: Entry | null): FieldState {
  const { origin } = field;
  const start = startOf(field);
  const quiet = { entry, shown: entry ?? start, value: null, error: null, changed: false, missing: false };
  if (origin.kind === "fixed") return { ...quiet, entry: null, shown: start };
  if (entry === null) return { ...quiet, missing: origin.kind === "nothing" };
  const parsed = parseEntry(field.type, entry);
  if (!parsed.ok) return { ...quiet, error: parsed.message, changed: true };
  const value = encodedLike(parsed.value, "value" in origin ? origin.value : null);
  if ("value" in origin && valueIdentity(value) === valueIdentity(origin.value)) return quiet;
  return { ...quiet, value, changed: true };
}

/** What the control shows before anything is entered. */
function startOf({ type, origin }: LaunchField): Entry {
  const value = "value" in origin ? origin.value : null;
  const text = "text" in origin ? (origin.text ?? "") : "";
  if (type.kind !== "union") return { text, variant: null };
  const variant = value?.kind === "union" ? variantOf(type.variants, value.variant) : -1;
  if (variant >= 0) return { text: value?.kind === "union" && value.value.kind === "none" ? "" : text, variant };
  const first = type.variants.findIndex((one) => !isNone(one));
  return { text, variant: Math.max(0, first) };
}

/** flytekit tags the variants of a union; where it does not, the kind tells. */
function variantOf(variants: readonly ValueType[], chosen: ValueType): number {
  const same = variants.findIndex((one) => JSON.stringify(one) === JSON.stringify(chosen));
  return same >= 0 ? same : variants.findIndex((one) => kindOf(one) === kindOf(chosen) && one.tag === chosen.tag);
}

const kindOf = (type: ValueType): string => (type.kind === "simple" ? type.simple : type.kind);

export const isNone = (type: ValueType): boolean => type.kind === "simple" && type.simple === "none";

function parseEntry(type: ValueType, { text, variant }: Entry) {
  const chosen = type.kind === "union" && variant !== null ? type.variants[variant] : undefined;
  if (chosen === undefined) return parseInput(type, text);
  const parsed = parseInput(chosen, isNone(chosen) ? "" : text);
  if (!parsed.ok) return parsed;
  const value: Value = { kind: "union", variant: chosen, value: parsed.value };
  return { ok: true as const, value };
}

/** A struct keeps the encoding of the value it replaces: flytekit before 1.14 reads no msgpack. */
function encodedLike(value: Value, like: Value | null): Value {
  if (value.kind === "union" && like?.kind === "union")
    return { ...value, value: encodedLike(value.value, like.value) };
  return value.kind === "struct" && like?.kind === "struct" ? { ...value, encoding: like.encoding } : value;
}
