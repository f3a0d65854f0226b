import type { LogChunk } from "@/lib/contract/logs";

/** What is held of one log. The last line may still be growing: `open` is its beginning, not yet in `lines`. */
export type LogLines = {
  lines: readonly string[];
  open: string;
  nextOffset: number;
  /** Bytes before the first line that the BFF did not send. */
  skippedBytes: number;
  /** Lines that were held and let go, oldest first. */
  droppedLines: number;
};

export const noLines: LogLines = { lines: [], open: "", nextOffset: 0, skippedBytes: 0, droppedLines: 0 };

/** A browser holds this many lines of one log with ease; older ones are let go, and counted. */
const MAX_LINES = 200_000;

/** Appends a piece. A piece that does not start where the last one ended is a repetition and is left out. */
export function appendChunk(held: LogLines, chunk: Exclude<LogChunk, { state: "absent" }>): LogLines {
  if (chunk.nextOffset <= held.nextOffset) return held;
  const parts = `${held.open}${chunk.text}`.split("\n");
  const open = parts.pop() ?? "";
  const all = parts.length === 0 ? held.lines : [...held.lines, ...parts];
  const dropped = Math.max(0, all.length - MAX_LINES);
  return {
    lines: dropped === 0 ? all : all.slice(dropped),
    open,
    nextOffset: chunk.nextOffset,
    skippedBytes: held.skippedBytes + chunk.skippedBytes,
    droppedLines: held.droppedLines + dropped,
  };
}

/** All lines as shown, the growing one included. */
export const shownLines = (held: LogLines): readonly string[] =>
  held.open === "" ? held.lines : [...held.lines, held.open];
