import { formatCount } from "@/lib/core/format/count";
import type { NamedValue, Variable } from "@/lib/core/value";
import { childrenOf } from "@/lib/core/values/children";
import { misfit, typeOf } from "@/lib/core/values/declared";
import { contentOf, type Item, lineOf, type Place, rawText, sizeOf, uriOf } from "@/lib/core/values/item";
import { readSchema } from "@/lib/core/values/json-schema";

/** One line of the tree. `path` is how code would reach it: `metrics["mae"]`, `folds[3]`. */
export type ValueRow = {
  path: string;
  depth: number;
  name: string;
  type: string;
  description: string;
  /** The value in one line, cut to `MAX_INLINE`; for a branch its size in words. */
  text: string;
  /** The whole text where `text` is only its beginning. */
  whole: string | null;
  item: Item;
  uri: string | null;
  isBranch: boolean;
  isOpen: boolean;
  tone: "plain" | "quiet" | "problem";
  /** Where the value is not what is declared of it. */
  note: string | null;
};

/** Longer texts are folded; their whole length is said. */
export const MAX_INLINE = 160;
/** Branches with more children than this start closed. */
const OPEN_UP_TO = 24;
const OPEN_DEPTH = 2;

/** The places of named values, with what is declared of them. */
export function placesOf(values: readonly NamedValue[], variables: readonly Variable[]): Place[] {
  const declared = new Map(variables.map((variable) => [variable.name, variable]));
  return values.map(({ name, value }) => {
    const variable = declared.get(name);
    const type = variable?.type ?? null;
    return {
      name,
      path: name,
      item: { of: "value", value },
      type,
      description: variable?.description ?? "",
      schema: type?.kind === "simple" ? readSchema(type.schema) : null,
    };
  });
}

/**
 * The rows that are visible with `toggled` (paths whose opening differs from its default). Work is in proportion to what
 * is open, not to the size of the value.
 */
export function valueRows(places: readonly Place[], toggled: ReadonlySet<string>): ValueRow[] {
  const rows: ValueRow[] = [];
  const visit = (place: Place, depth: number): void => {
    const row = rowOf(place, depth, opensByItself(place.item, depth) !== toggled.has(place.path));
    rows.push(row);
    if (row.isOpen) for (const below of childrenOf(place)) visit(below, depth + 1);
  };
  for (const place of places) visit(place, 0);
  return rows;
}

const opensByItself = (item: Item, depth: number): boolean => depth < OPEN_DEPTH && (sizeOf(item) ?? 0) <= OPEN_UP_TO;

/** The line of one place. */
export function rowOf(place: Place, depth: number, isOpen: boolean): ValueRow {
  const { item } = place;
  const size = sizeOf(item);
  const isBranch = size !== null && size > 0;
  return {
    path: place.path,
    depth,
    name: place.name,
    type: typeOf(place),
    description: place.description,
    ...(isBranch ? { text: branchText(item, size), whole: null } : foldedText(item)),
    item,
    uri: uriOf(item),
    isBranch,
    isOpen: isBranch && isOpen,
    tone: toneOf(item),
    note: misfit(place),
  };
}

/** What "copy value" copies of a leaf: its text without quotes. */
export const leafText = (item: Item): string => rawText(item) ?? lineOf(item);

function foldedText(item: Item): { text: string; whole: string | null } {
  const full = lineOf(item);
  const raw = rawText(item) ?? full;
  const text = full.length > MAX_INLINE ? `${cutBetweenGlyphs(full)}…` : full;
  return { text, whole: full.length > MAX_INLINE || raw.includes("\n") ? raw : null };
}

/** A pair of surrogates is one sign and is not cut in two. */
function cutBetweenGlyphs(text: string): string {
  const cut = text.slice(0, MAX_INLINE);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

function branchText(item: Item, size: number): string {
  const content = contentOf(item);
  if (content.kind === "schema" || content.kind === "structured_dataset") {
    return `${content.uri}, ${size} ${size === 1 ? "column" : "columns"}`;
  }
  const noun = content.kind === "map" ? (size === 1 ? "entry" : "entries") : size === 1 ? "item" : "items";
  return `${formatCount(size)} ${noun}`;
}

function toneOf(item: Item): ValueRow["tone"] {
  const { kind } = contentOf(item);
  if (kind === "error") return "problem";
  return kind === "none" || kind === "null" || kind === "unknown" ? "quiet" : "plain";
}
