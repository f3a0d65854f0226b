import "server-only";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { TablePreview } from "@/lib/core/preview/types";
import type { FileWindow } from "@/lib/server/preview/file-window";
import type { Found } from "@/lib/server/preview/reading";
import { cutNote, type Decoded, extensionOf, isCutAt, wholeLines } from "./text";

type Delimiter = TablePreview["delimiter"];

const DELIMITERS: readonly Delimiter[] = [",", "\t", ";"];
const NAMED = new Set(["csv", "tsv", "tab"]);
/** Lines that must agree before a text without a telling name counts as a table. */
const PROBE_ROWS = 5;

/** A table when the name says so, or when the first lines have the same number of cells; null for other text. */
export function tableFound(decoded: Decoded, window: FileWindow): Found | null {
  const isCut = isCutAt(window, PREVIEW_LIMITS.textBytes);
  const text = isCut ? wholeLines(decoded.text) : decoded.text;
  const delimiter = delimiterOf(text, NAMED.has(extensionOf(window.name)));
  if (delimiter === null) return null;
  const rows = parseRows(text, delimiter, PREVIEW_LIMITS.rows + 1);
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const [columns = [], ...body] = rows.map((row) => row.slice(0, PREVIEW_LIMITS.columns));
  const hasMore = isCut || rows.length > PREVIEW_LIMITS.rows;
  const notes = isCut ? [cutNote(window, PREVIEW_LIMITS.textBytes)] : [];
  if (hasMore) notes.push(`The first ${body.length.toLocaleString("en")} rows are shown.`);
  if (widest > PREVIEW_LIMITS.columns)
    notes.push(`The first ${PREVIEW_LIMITS.columns} of ${widest} columns are shown.`);
  const isTableCut = hasMore || widest > PREVIEW_LIMITS.columns;
  return {
    content: { kind: "table", delimiter, columns, rows: body, columnsKnown: widest, isCut: isTableCut },
    notes,
  };
}

function delimiterOf(text: string, isNamed: boolean): Delimiter | null {
  const probes = DELIMITERS.map((delimiter) => {
    const widths = parseRows(text, delimiter, PROBE_ROWS).map((row) => row.length);
    return {
      delimiter,
      width: widths[0] ?? 0,
      agree: widths.every((width) => width === widths[0]),
      rows: widths.length,
    };
  }).filter(({ width }) => width > 1);
  const best = probes.find(({ agree }) => agree) ?? probes[0];
  if (isNamed) return best?.delimiter ?? ",";
  return best?.agree === true && best.rows === PROBE_ROWS ? best.delimiter : null;
}

/** Rows of RFC 4180: quoted cells may hold delimiters, line ends and doubled quotes. Stops after `limit` rows. */
export function parseRows(text: string, delimiter: string, limit: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length && rows.length < limit) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === delimiter) {
      at += 1;
      if (at < text.length) continue;
      row.push("");
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

type Cell = { value: string; end: number };

function quotedCell(text: string, start: number): Cell {
  let at = start + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) break;
    if (text[quote + 1] !== '"') return afterQuote(text, start, quote);
    at = quote + 2;
  }
  return { value: text.slice(start + 1).replaceAll('""', '"'), end: text.length };
}

/** What stands between a closing quote and the next delimiter belongs to the cell too: nothing is dropped. */
function afterQuote(text: string, start: number, quote: number): Cell {
  const value = text.slice(start + 1, quote).replaceAll('""', '"');
  const rest = /^[^,;\t\r\n]*/.exec(text.slice(quote + 1, quote + 10_001))?.[0] ?? "";
  return { value: value + rest, end: quote + 1 + rest.length };
}

function plainCell(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { value: text.slice(start, end), end };
}
