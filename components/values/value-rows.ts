import { formatCount } from "@/lib/core/format/count";
import { datumLine, valueText } from "@/lib/core/format/value-text";
import { typeText } from "@/lib/core/type-text";
import type { Datum, NamedValue, Value, ValueType } from "@/lib/core/value";

/** One line of the tree. `path` is how code would reach it: `metrics["mae"]`, `folds[3]`. */
export type ValueRow = {
  path: string;
  depth: number;
  name: string;
  type: string;
  /** The value in one line, cut to `MAX_INLINE`; for a branch its size in words. */
  text: string;
  /** The whole text where `text` is only its beginning. */
  whole: string | null;
  /** What "copy value" copies. */
  copy: () => string;
  uri: string | null;
  isBranch: boolean;
  isOpen: boolean;
  tone: "plain" | "quiet" | "problem";
};

/** Longer texts are folded; their whole length is said. */
export const MAX_INLINE = 160;
/** Branches with more children than this start closed. */
const OPEN_UP_TO = 24;
const OPEN_DEPTH = 2;

type Item = { of: "value"; value: Value } | { of: "datum"; datum: Datum } | { of: "column" };
type Child = { name: string; path: string; item: Item; type: ValueType | null };

/**
 * The rows that are visible with `toggled` (paths whose opening differs from its default). Work is in proportion to what
 * is open, not to the size of the value.
 */
export function valueRows(
  values: readonly NamedValue[],
  types: ReadonlyMap<string, ValueType>,
  toggled: ReadonlySet<string>,
): ValueRow[] {
  const rows: ValueRow[] = [];
  const visit = (child: Child, depth: number): void => {
    const row = rowOf(child, depth, toggled);
    rows.push(row);
    if (row.isOpen) for (const below of childrenOf(child) ?? []) visit(below, depth + 1);
  };
  for (const { name, value } of values) {
    visit({ name, path: name, item: { of: "value", value }, type: types.get(name) ?? null }, 0);
  }
  return rows;
}

function rowOf(child: Child, depth: number, toggled: ReadonlySet<string>): ValueRow {
  const size = sizeOf(child.item);
  const isBranch = size !== null && size > 0;
  const opensByItself = depth < OPEN_DEPTH && (size ?? 0) <= OPEN_UP_TO;
  return {
    path: child.path,
    depth,
    name: child.name,
    type: child.type === null ? kindWord(child.item) : typeText(child.type),
    ...(isBranch ? { text: branchText(child.item, size), whole: null } : foldedText(child.item)),
    copy: () => copyText(child.item),
    uri: uriOf(child.item),
    isBranch,
    isOpen: isBranch && opensByItself !== toggled.has(child.path),
    tone: toneOf(child.item),
  };
}

function foldedText(item: Item): { text: string; whole: string | null } {
  const full = textOf(item);
  const raw = rawText(item) ?? full;
  const text = full.length > MAX_INLINE ? `${full.slice(0, MAX_INLINE)}…` : full;
  return { text, whole: full.length > MAX_INLINE || raw.includes("\n") ? raw : null };
}

/** Unions are read through: the variant is what a person sees. */
const inner = (value: Value): Value => (value.kind === "union" ? inner(value.value) : value);

/** A column of a dataset is a name and a type: it has no value of its own. */
const NO_VALUE: Datum = { kind: "null" };

function contentOf(item: Item): Value | Datum {
  if (item.of === "column") return NO_VALUE;
  return item.of === "value" ? inner(item.value) : item.datum;
}

function sizeOf(item: Item): number | null {
  const content = contentOf(item);
  if (content.kind === "struct") return sizeOf({ of: "datum", datum: content.data });
  if (content.kind === "list") return content.items.length;
  if (content.kind === "map") return content.entries.length;
  if (content.kind === "structured_dataset" || content.kind === "schema") return content.columns.length;
  return null;
}

function childrenOf(child: Child): Child[] | null {
  const item = child.item;
  const below = (name: string, path: string, next: Item, type: ValueType | null = null): Child => ({
    name,
    path,
    item: next,
    type,
  });
  if (item.of === "column") return null;
  if (item.of === "datum") return datumChildren(item.datum, child.path, below);
  const value = inner(item.value);
  if (value.kind === "struct") return datumChildren(value.data, child.path, below);
  if (value.kind === "list") {
    return value.items.map((each, index) =>
      below(String(index), `${child.path}[${index}]`, { of: "value", value: each }),
    );
  }
  if (value.kind === "map") {
    return value.entries.map(({ key, value: each }) =>
      below(key, `${child.path}[${JSON.stringify(key)}]`, { of: "value", value: each }),
    );
  }
  if (value.kind !== "schema" && value.kind !== "structured_dataset") return null;
  return value.columns.map(({ name, type }) =>
    below(name, `${child.path}[${JSON.stringify(name)}]`, { of: "column" }, type),
  );
}

function datumChildren(
  datum: Datum,
  path: string,
  below: (name: string, path: string, next: Item) => Child,
): Child[] | null {
  if (datum.kind === "list") {
    return datum.items.map((each, index) => below(String(index), `${path}[${index}]`, { of: "datum", datum: each }));
  }
  if (datum.kind !== "map") return null;
  return datum.entries.map(({ key, value }) => {
    const isName = key.kind === "string" && /^[A-Za-z_]\w*$/.test(key.value);
    const name = key.kind === "string" ? key.value : datumLine(key);
    const step = isName ? `.${name}` : `[${key.kind === "string" ? JSON.stringify(name) : name}]`;
    return below(name, `${path}${step}`, { of: "datum", datum: value });
  });
}

/** Text that must not be cut or quoted when it is copied or unfolded. */
function rawText(item: Item): string | null {
  const content = contentOf(item);
  if (content.kind === "string") return content.value;
  if (content.kind === "error") return content.message;
  if (content.kind === "struct") return rawText({ of: "datum", datum: content.data });
  return uriOf(item);
}

function textOf(item: Item): string {
  if (item.of === "column") return "";
  const content = contentOf(item);
  const datum = content.kind === "struct" ? content.data : content;
  if (datum.kind === "string") return JSON.stringify(datum.value);
  if (item.of === "datum") return datumLine(item.datum);
  return valueText(inner(item.value));
}

function branchText(item: Item, size: number): string {
  const content = contentOf(item);
  if (content.kind === "schema" || content.kind === "structured_dataset") {
    return `${content.uri}, ${size} ${size === 1 ? "column" : "columns"}`;
  }
  const isMap = content.kind === "map" || (content.kind === "struct" && content.data.kind === "map");
  const noun = isMap ? (size === 1 ? "entry" : "entries") : size === 1 ? "item" : "items";
  return `${formatCount(size)} ${noun}`;
}

const copyText = (item: Item): string => rawText(item) ?? textOf(item);

function uriOf(item: Item): string | null {
  const content = contentOf(item);
  return "uri" in content && content.uri !== "" ? content.uri : null;
}

function toneOf(item: Item): ValueRow["tone"] {
  const { kind } = contentOf(item);
  if (kind === "error") return "problem";
  return kind === "none" || kind === "null" || kind === "unknown" ? "quiet" : "plain";
}

const PYTHON_WORD: Partial<Record<string, string>> = {
  integer: "int",
  string: "str",
  boolean: "bool",
  structured_dataset: "dataset",
  map: "dict",
  null: "None",
  none: "None",
};

/** What a value is, in the words of `typeText`, where no declared type is at hand. */
function kindWord(item: Item): string {
  const content = contentOf(item);
  if (content.kind === "blob") return content.multipart ? "directory" : "file";
  const kind = content.kind === "struct" && content.data.kind !== "map" ? content.data.kind : content.kind;
  return PYTHON_WORD[kind] ?? kind;
}
