import "server-only";
import type { z } from "zod";
import type { previewSearch } from "@/lib/contract/blobs";
import { ContrailError } from "@/lib/core/errors";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { Preview } from "@/lib/core/preview/types";
import type { ExecutionRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { below, findFile, type NamedFile } from "@/lib/server/blobs/find-file";
import { parseObjectUri } from "@/lib/server/stores/object-address";
import { listFolder, type ObjectFile, openObject, toConfigure } from "@/lib/server/stores/object-file";
import type { ObjectListing } from "@/lib/server/stores/object-store";
import { readAll } from "@/lib/server/stores/streams";
import { FileWindow } from "./file-window";
import { readContent, type Wanted } from "./read-content";

/** flytekit writes a dataset as a folder with one file of this name. */
const DATASET_FILE = "00000";

/** What a file of a run is and its beginning, within `PREVIEW_LIMITS`. Throws `timeout` when the store is too slow. */
export async function readPreview(
  backend: FlyteBackend,
  execution: ExecutionRef,
  search: z.output<typeof previewSearch>,
  call: Call & { signal: AbortSignal },
): Promise<Preview> {
  const late = AbortSignal.timeout(PREVIEW_LIMITS.timeMs);
  const signal = AbortSignal.any([call.signal, late]);
  try {
    const named = await findFile(backend, execution, search, { signal });
    if (named.isFolder) return await previewOfFolder(named, backend, search, signal);
    return await previewOf(await openObject(named.uri, backend, { signal }), nameOf(named.uri), search, signal);
  } catch (cause) {
    if (!late.aborted || call.signal.aborted) throw cause;
    const message = `The file could not be read within ${PREVIEW_LIMITS.timeMs / 1_000} s.`;
    throw new ContrailError("timeout", message, { cause });
  }
}

async function previewOf(file: ObjectFile, name: string, wanted: Wanted, signal: AbortSignal): Promise<Preview> {
  const window = await openWindow(file, name, signal);
  const { content, notes } = await readContent(window, wanted);
  const { sizeBytes, readBytes, requests } = window;
  return { name, sizeBytes, readBytes, requests, via: file.via, notes, content };
}

/** The head of a file, and the way to read on. */
export function openWindow(file: ObjectFile, name: string, signal: AbortSignal): Promise<FileWindow> {
  return FileWindow.open(name, async (offset, length) => {
    const part = await file.read({ offset, length }, signal);
    return { bytes: await readAll(part.stream), totalBytes: part.totalBytes };
  });
}

async function previewOfFolder(
  { uri, blob }: NamedFile,
  backend: FlyteBackend,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Preview> {
  const listing = await listFolder(uri, PREVIEW_LIMITS.entries, signal);
  const isDataset = blob.kind !== "blob";
  if (listing === null && !isDataset) {
    const missing = `Only an object store can list a folder. ${toConfigure(parseObjectUri(uri))}`;
    throw new ContrailError("unsupported", missing);
  }
  const only = datasetFile(listing);
  if (isDataset && only !== null)
    return previewOf(await openObject(below(uri, only), backend, { signal }), only, wanted, signal);
  const { entries, isCut } = listing ?? NOTHING;
  const notes = isCut ? [`The first ${entries.length.toLocaleString("en")} files are shown; there are more.`] : [];
  const counted = { sizeBytes: null, readBytes: 0, requests: 1, via: "store" as const };
  return { name: nameOf(uri), ...counted, notes, content: { kind: "directory", entries, isCut } };
}

const NOTHING = { entries: [], isCut: false };

/** The one file of a dataset's folder: as it is listed, or as flytekit names it where nothing can be listed. */
function datasetFile(listing: ObjectListing | null): string | null {
  if (listing === null) return DATASET_FILE;
  const [first, ...others] = listing.entries;
  return first === undefined || first.path === "" || others.length > 0 ? null : first.path;
}

export const nameOf = (uri: string): string => uri.split("/").findLast((part) => part !== "") ?? uri;
