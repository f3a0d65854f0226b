import { z } from "zod";
import { idSchema } from "./executions";

/** Where a file is named: `node` null for the execution's own values; `path` as `BlobListing` gives it. */
export const blobSearch = z.object({
  node: idSchema.nullable().default(null),
  side: z.enum(["inputs", "outputs"]),
  path: z.string().min(1).max(4_000),
});

/** A blob that a literal names: `node` null for the execution's own inputs and outputs; `path` leads to it in the value. */
export type BlobListing = {
  node: string | null;
  nodeName: string;
  side: "inputs" | "outputs";
  path: string;
  uri: string;
  format: string;
  multipart: boolean;
};

/** `nodesRead` of `nodesKnown` were looked at; the rest are named with their failure, nothing is cut in silence. */
export type BlobList = {
  blobs: BlobListing[];
  nodesRead: number;
  nodesKnown: number;
  failed: { node: string; message: string }[];
};
