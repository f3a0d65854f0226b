import type { FileRef, FileStore } from "@/sandbox/tasks/runtime/files";

/** A numeric table with named columns, by rows. */
export type Table = { header: readonly string[]; rows: readonly (readonly number[])[] };

/** A header, then numbers spelled so that they read back exactly. */
export function writeTable(files: FileStore, name: string, header: readonly string[], rows: Table["rows"]): FileRef {
  const lines = [header.join(","), ...rows.map((row) => row.join(","))];
  return files.write(name, `${lines.join("\n")}\n`);
}

export function readTable(file: FileRef): Table {
  const [header = "", ...lines] = file.read().trimEnd().split("\n");
  return { header: header.split(","), rows: lines.map((line) => line.split(",").map(Number)) };
}

/** Throws when the table has no such column. */
export function column({ header, rows }: Table, name: string): number[] {
  const index = header.indexOf(name);
  if (index < 0) throw new RangeError(`no column ${name} among ${header.join(", ")}`);
  return rows.map((row) => row[index] ?? Number.NaN);
}

/** Rows side by side; all columns are of one length. */
export function rowsOf(...columns: readonly (readonly number[])[]): number[][] {
  return (columns[0] ?? []).map((_, row) => columns.map((values) => values[row] ?? Number.NaN));
}

/** Adds from the first to the last, as the Python tasks do. */
export function total(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : total(values) / values.length;
}

/** The elements at the positions where `other` is longer or equal; both are walked together. */
export function zipped<T>(left: readonly number[], right: readonly number[], join: (a: number, b: number) => T): T[] {
  return left.map((value, index) => join(value, right[index] ?? Number.NaN));
}

export function everySecond(values: readonly number[]): number[] {
  return values.filter((_, index) => index % 2 === 0);
}
