/** One measured figure; it is judged where it has a limit. */
export type Figure = {
  what: string;
  value: number;
  unit: "ms" | "kB" | "MB" | "fps" | "calls" | "calls/min" | "s" | "%" | "";
  /** The value must not be above it. */
  budget?: number;
  /** The value must not be below it. */
  least?: number;
  /** The same figure of the incumbent, to print how many times better this is. */
  incumbent?: number;
  note?: string;
};

export const isMissed = ({ value, budget, least }: Figure): boolean =>
  (budget !== undefined && !(value <= budget)) || (least !== undefined && !(value >= least));

/** The figures as an aligned table of text. */
export function formatTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    amount(figure.value, figure.unit),
    limits(figure),
    limits(figure) === "" ? "" : isMissed(figure) ? "FAIL" : "PASS",
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

const limits = ({ budget, least, unit }: Figure): string =>
  [budget === undefined ? "" : `≤ ${amount(budget, unit)}`, least === undefined ? "" : `≥ ${amount(least, unit)}`]
    .filter(Boolean)
    .join(", ");

const amount = (value: number, unit: Figure["unit"]): string =>
  `${Number.isInteger(value) ? value : value.toFixed(value < 10 ? 2 : 1)} ${unit}`.trimEnd();

/** The value below which the share `share` of the values lies (nearest rank); NaN without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
