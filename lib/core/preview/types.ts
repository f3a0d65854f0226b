/**
 * What a file is, told by its bytes and never by its name or declared type, and what was read of it. Text in here is a
 * workflow's: it is shown as text, whatever it looks like.
 */
export type Preview = {
  name: string;
  /** Of the whole file; null where the store does not say it, and for folders. */
  sizeBytes: number | null;
  /** What was read for this answer, and by how many requests to the store. */
  readBytes: number;
  requests: number;
  /** Whether a configured object store handed the bytes out, or a link that Flyte signed. */
  via: "store" | "signed";
  /** Sentences: what is cut, damaged, or says something that cannot be true. */
  notes: string[];
  content: PreviewContent;
};

export type PreviewContent =
  | { kind: "empty" }
  | ImagePreview
  /** Drawn by the browser from the blob's own address, in a frame without scripts or origin. */
  | { kind: "svg"; text: string }
  | { kind: "html"; text: string }
  | TextPreview
  | TablePreview
  | GeoPreview
  | ParquetPreview
  | ArrayPreview
  | TensorsPreview
  | ArchivePreview
  | { kind: "gzip"; innerName: string | null; inner: PreviewContent }
  /** Played by the browser from the blob's own address. */
  | { kind: "media"; media: "audio" | "video"; mediaType: string }
  | { kind: "facts"; format: string; facts: Fact[] }
  | { kind: "directory"; entries: DirectoryEntry[]; isCut: boolean }
  /** `format` is what the first bytes say; the rest of the file contradicts it. */
  | { kind: "broken"; format: string; message: string; headBase64: string }
  | { kind: "bytes"; headBase64: string };

export type Fact = { name: string; value: string };

export type ImageFormat = "png" | "jpeg" | "gif" | "webp" | "bmp";

/** Width and height are those of the header. `isDrawable` is false above the limit of pixels or bytes: notes say why. */
type ImagePreview = {
  kind: "image";
  format: ImageFormat;
  mediaType: string;
  width: number;
  height: number;
  isDrawable: boolean;
};

/** The first part of a text. `replaced` counts the places that are no text in that charset, shown as U+FFFD. */
type TextPreview = {
  kind: "text";
  language: string;
  charset: string;
  text: string;
  replaced: number;
  isCut: boolean;
};

/** Rows as they are written: cells are text. `columns` is the first row. `isCut` when there are more rows or columns. */
export type TablePreview = {
  kind: "table";
  delimiter: "," | "\t" | ";";
  columns: string[];
  rows: string[][];
  columnsKnown: number;
  isCut: boolean;
};

export type GeoShape = {
  kind: "point" | "line" | "area";
  /** Longitude and latitude, a list a ring or line; points are one list. */
  lines: [number, number][][];
  properties: Fact[];
};

export type GeoPreview = {
  kind: "geojson";
  shapes: GeoShape[];
  featuresKnown: number;
  /** West, south, east, north; null when nothing has a place. */
  bounds: [number, number, number, number] | null;
};

export type ParquetColumn = {
  path: string;
  physicalType: string;
  logicalType: string;
  isOptional: boolean;
  /** Over all row groups; null where a row group does not say it. Decimal, as counts may pass 2^53. */
  nullCount: string | null;
  min: string | null;
  max: string | null;
  compressedBytes: string;
};

export type ParquetPreview = {
  kind: "parquet";
  rowCount: string;
  createdBy: string;
  columns: ParquetColumn[];
  columnsKnown: number;
  rowGroups: { rowCount: string; bytes: string }[];
  rowGroupsKnown: number;
  /** The first rows, where they were asked for. */
  sample: { columns: string[]; rows: string[][] } | null;
};

type ArrayPreview = {
  kind: "array";
  dtype: string;
  /** Exact: dimensions may pass 2^53. */
  shape: string[];
  isFortranOrder: boolean;
  /** Python objects inside, which are never read. */
  isPickled: boolean;
};

export type TensorsPreview = {
  kind: "tensors";
  tensors: { name: string; dtype: string; shape: string[]; bytes: string }[];
  tensorsKnown: number;
  metadata: Fact[];
};

export type ArchiveEntry = {
  /** Exactly as the archive writes it. */
  path: string;
  sizeBytes: number | null;
  type: "file" | "directory" | "link" | "other";
  target: string | null;
  /** What is odd about it: climbs out of its folder, is there twice, … */
  marks: string[];
};

/** `entriesKnown` is what the archive says, null where it does not. */
type ArchivePreview = {
  kind: "archive";
  format: "zip" | "tar";
  entries: ArchiveEntry[];
  entriesKnown: number | null;
  isCut: boolean;
};

type DirectoryEntry = { path: string; sizeBytes: number; modifiedMs: number | null };
