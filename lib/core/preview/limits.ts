/** What a preview costs at most, stated once: the server keeps to it and pages say it. */
export const PREVIEW_LIMITS = {
  /** The first request: enough for every header that is judged here. */
  headBytes: 64 * 1024,
  /** Text and tables: "≤ 1 MB". */
  textBytes: 1_000_000,
  /** Everything that one preview reads, over all its requests. */
  totalBytes: 32 * 1024 * 1024,
  /** Footers of Parquet files, directories of archives, headers of models. */
  footerBytes: 16 * 1024 * 1024,
  geoBytes: 8 * 1024 * 1024,
  timeMs: 20_000,
  /** A browser takes four bytes a pixel: 160 MB. */
  pixels: 40_000_000,
  imageBytes: 32 * 1024 * 1024,
  rows: 1_000,
  columns: 500,
  entries: 1_000,
  features: 2_000,
  positions: 100_000,
  /** What compressed content may inflate to. */
  inflatedBytes: 1_000_000,
} as const;
