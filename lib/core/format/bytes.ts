const UNITS = ["KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** `412 B`, `3.1 GiB`: units of 1,024, one decimal below ten and none above. */
export function formatBytes(n: number): string {
  if (!Number.isFinite(n) || n < 0) return "—";
  if (n < 1_024) return `${Math.round(n)} B`;
  let size = n;
  let unit = "";
  for (const name of UNITS) {
    if (size < 1_023.5) break;
    size /= 1_024;
    unit = name;
  }
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
