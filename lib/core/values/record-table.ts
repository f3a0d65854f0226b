import type { Datum, Value } from "@/lib/core/value";
import { contentOf, type Item, lineOf } from "./item";

/** A list of records as columns and a reader of cells: "" where a record lacks the field. */
export type RecordTable = { columns: string[]; rowCount: number; cell: (row: number, column: string) => string };

/** Wider lists are trees: nobody reads more columns in a drawer. */
const MAX_COLUMNS = 40;
/** Records that are looked at for their fields; later ones with other fields make it no table only if found here. */
const MAX_LOOKED = 200;

type Entries = readonly { key: string | Datum; value: Value | Datum }[];

/** The table that a list of at least two records with text keys is; null for every other list. */
export function recordTable(item: Item): RecordTable | null {
  const content = contentOf(item);
  if (content.kind !== "list" || content.items.length < 2) return null;
  const { items } = content;
  const columns = new Set<string>();
  for (const each of items.slice(0, MAX_LOOKED)) {
    const entries = entriesOf(each);
    if (entries === null || entries.length === 0) return null;
    for (const { key } of entries) {
      const name = keyText(key);
      if (name === null) return null;
      columns.add(name);
    }
    if (columns.size > MAX_COLUMNS) return null;
  }
  const cell = (row: number, column: string): string => {
    const record = items[row];
    const found = (record === undefined ? null : entriesOf(record))?.find(({ key }) => keyText(key) === column);
    return found === undefined ? "" : textOf(found.value);
  };
  return { columns: [...columns], rowCount: items.length, cell };
}

const asItem = (value: Value | Datum): Item =>
  value.kind === "null" || value.kind === "bytes" || value.kind === "timestamp" || value.kind === "extension"
    ? { of: "datum", datum: value }
    : { of: "value", value: value.kind === "list" || value.kind === "map" ? { kind: "none" } : value };

function entriesOf(value: Value | Datum): Entries | null {
  let at = value;
  while (at.kind === "union" || at.kind === "struct") at = at.kind === "union" ? at.value : at.data;
  return at.kind === "map" ? at.entries : null;
}

const keyText = (key: string | Datum): string | null =>
  typeof key === "string" ? key : key.kind === "string" ? key.value : null;

function textOf(value: Value | Datum): string {
  let at = value;
  while (at.kind === "union" || at.kind === "struct") at = at.kind === "union" ? at.value : at.data;
  if (at.kind === "list") return `${at.items.length} items`;
  return at.kind === "map" ? `${at.entries.length} entries` : lineOf(asItem(at));
}
