/** One measured figure. With a budget it is judged: the value must not be above it. */
export type Figure = {
  what: string;
  value: number;
  unit: "ms" | "kB" | "calls/min" | "calls" | "s";
  budget?: number;
  /** The same figure of the incumbent, to print how many times better this is. */
  incumbent?: number;
  note?: string;
};

export const isMissed = ({ value, budget }: Figure): boolean => budget !== undefined && !(value <= budget);

/** The figures as an aligned table of text. */
export function formatTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    amount(figure.value, figure.unit),
    figure.budget === undefined ? "" : `≤ ${amount(figure.budget, figure.unit)}`,
    figure.budget === undefined ? "" : isMissed(figure) ? "FAIL" : "PASS",
    figure.incumbent === undefined ? "" : `×${(figure.incumbent / Math.max(figure.value, 1e-9)).toFixed(1)}`,
    figure.note ?? "",
  ]);
  const table = [["figure", "value", "budget", "", "incumbent ÷ this", "note"], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const amount = (value: number, unit: Figure["unit"]): string =>
  `${Number.isInteger(value) ? value : value.toFixed(value < 10 ? 2 : 1)} ${unit}`;

/** The value below which the share `share` of the values lies (nearest rank); NaN without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
