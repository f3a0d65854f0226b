import "server-only";
import type { z } from "zod";
import type { blobSearch } from "@/lib/contract/blobs";
import { ContrailError } from "@/lib/core/errors";
import type { ExecutionRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { type ObjectFile, openObject } from "@/lib/server/stores/object-file";
import { type FoundBlob, findBlobs } from "./find-blobs";

/** What a query names: the blob of a literal, or a file within one that is a folder. */
export type NamedFile = { blob: FoundBlob; uri: string; isFolder: boolean };

/**
 * Finds what a query names in the values of a run. The query says where a literal holds it, never an address: FlyteAdmin
 * signs, and a store reads, any address it is told, so only what a literal holds may reach them.
 */
export async function findFile(
  backend: FlyteBackend,
  execution: ExecutionRef,
  { node, side, path, entry }: z.output<typeof blobSearch>,
  call: Call,
): Promise<NamedFile> {
  const data =
    node === null
      ? await backend.getExecutionData(execution, call)
      : await backend.getNodeData({ execution, nodeId: node }, call);
  const blob = findBlobs(data[side]).find((each) => each.path === path);
  if (blob === undefined) throw new ContrailError("not_found", `No file is named at ${path} of the ${side}.`);
  if (entry === null) return { blob, uri: blob.uri, isFolder: blob.multipart };
  if (!blob.multipart) throw new ContrailError("invalid", "This is a single file: it has no entries.");
  return { blob, uri: below(blob.uri, entry), isFolder: false };
}

/** The address of a file within a folder. */
export function below(folder: string, entry: string): string {
  return `${folder.replace(/\/+$/, "")}/${entry}`;
}

/** Opens a single file. Throws `unsupported` for a folder. */
export async function openFile(
  backend: FlyteBackend,
  execution: ExecutionRef,
  search: z.output<typeof blobSearch>,
  call: Call,
): Promise<ObjectFile> {
  const { uri, isFolder } = await findFile(backend, execution, search, call);
  if (isFolder) throw new ContrailError("unsupported", "This is a folder; only single files can be downloaded.");
  return openObject(uri, backend, call);
}
