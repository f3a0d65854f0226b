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
