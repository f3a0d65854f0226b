import { z } from "zod";
import { idSchema } from "./executions";

/** Where a file is named: `node` null for the execution's own values; `path` as `BlobListing` gives it. */
export const blobSearch = z.object({
  node: idSchema.nullable().default(null),
  side: z.enum(["inputs", "outputs"]),
  path: z.string().min(1).max(4_000),
  /** A file within a folder, relative to it. Nothing that climbs out of it, or that a store would read otherwise. */
  entry: z
    .string()
    .min(1)
    .max(1_024)
    .regex(/^\P{Cc}+$/u, "holds control characters")
    .refine((path) => path.split("/").every((part) => part !== "" && part !== "." && part !== ".."), "climbs")
    .nullable()
    .default(null),
});

/** As `blobSearch`; `rows=true` also reads the first rows of a Parquet file. */
export const previewSearch = blobSearch.extend({
  rows: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
});

/** `framed` marks the inner frame of a page: without it, the frame around it is answered. */
export const pageSearch = z.object({ framed: z.literal("1").optional() });

/** How a file is to be shown by the browser: only what its bytes are is handed out so. */
export const inlineSearch = blobSearch.extend({ inline: z.enum(["image", "media", "page"]), ...pageSearch.shape });

/** A download, or with `inline` a file to show. */
export const blobOrInlineSearch = z.union([inlineSearch, blobSearch.extend({ inline: z.undefined().optional() })]);

/**
 * The deck of a node. `later`: the task runs and has not written it yet; `ready`: Flyte names one. Whether the object of an
 * old run is still there is known when it is opened.
 */
export type DeckListing = {
  node: string;
  nodeName: string;
  state: "ready" | "later";
  uri: string;
};

/** Nodes for which Flyte names a deck, of the `rowsRead` rows that were looked at. */
export type DeckList = { decks: DeckListing[]; rowsRead: number };

/**
 * Something that a run holds beyond small values: a blob that a literal names, a literal that Flyte keeps elsewhere
 * (`offloaded`), or a large one (`literal`, without `uri`). `node` null for the execution's own inputs and outputs; `path`
 * leads to it in the value. `sizeBytes` is known of offloaded and large literals alone: a file's is told when it is opened.
 * `writtenMs`: when its node was last written, for inputs when it began.
 */
export type BlobListing = {
  node: string | null;
  nodeName: string;
  side: "inputs" | "outputs";
  path: string;
  uri: string;
  format: string;
  multipart: boolean;
  kind: "blob" | "schema" | "structured_dataset" | "offloaded" | "literal";
  sizeBytes: string | null;
  writtenMs: number | null;
};

/** `nodesRead` of `nodesKnown` were looked at; the rest are named with their failure, nothing is cut in silence. */
export type BlobList = {
  blobs: BlobListing[];
  nodesRead: number;
  nodesKnown: number;
  failed: { node: string; message: string }[];
};
