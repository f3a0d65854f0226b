import "server-only";
import type { z } from "zod";
import type { blobSearch } from "@/lib/contract/blobs";
import { ContrailError } from "@/lib/core/errors";
import type { ExecutionRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { attachmentHeaders } from "@/lib/server/http/file-headers";
import { openFile } from "./find-file";

/**
 * Streams one file of a run as an attachment, or the part of it that a `Range` header asks for (RFC 9110, section 14), so
 * that a download can go on where it broke off. The size comes first where the store says it.
 */
export async function downloadBlob(
  backend: FlyteBackend,
  execution: ExecutionRef,
  search: z.output<typeof blobSearch>,
  call: Call & { signal: AbortSignal; range?: string | null },
): Promise<Response> {
  const file = await openFile(backend, execution, search, call);
  const from = resumeOffset(call.range ?? null);
  const headers = attachmentHeaders(fileName(file.uri));
  if (from === null) {
    const { stream, totalBytes } = await file.read(null, call.signal);
    return new Response(stream, { headers: { ...headers, ...lengthOf(totalBytes) } });
  }
  const length = from.end === null ? MAX_LENGTH : from.end - from.start + 1;
  const part = await file.read({ offset: from.start, length }, call.signal);
  if (part.length === 0) return unsatisfiable(part.totalBytes);
  const size = part.length ?? null;
  if (size === null || part.totalBytes === null) {
    await part.stream.cancel();
    throw new ContrailError("unsupported", "The server of the file cannot send a part of it.");
  }
  const contentRange = `bytes ${from.start}-${from.start + size - 1}/${part.totalBytes}`;
  return new Response(part.stream, {
    status: 206,
    headers: { ...headers, ...lengthOf(size), "content-range": contentRange },
  });
}

/** Larger than any object of the stores that are read (5 TiB on S3). */
const MAX_LENGTH = 2 ** 46;

/** One range of the form that browsers and download tools send; anything else is answered whole, as the RFC allows. */
function resumeOffset(header: string | null): { start: number; end: number | null } | null {
  const [, start, end] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (start === undefined || (end !== undefined && end !== "" && Number(end) < Number(start))) return null;
  return { start: Number(start), end: end === "" || end === undefined ? null : Number(end) };
}

const lengthOf = (bytes: number | null): Record<string, string> =>
  bytes === null ? {} : { "content-length": String(bytes) };

const unsatisfiable = (totalBytes: number | null): Response =>
  new Response(null, {
    status: 416,
    headers: { "content-range": `bytes */${totalBytes ?? "*"}`, "cache-control": "no-store" },
  });

/** A file name without anything that a header, a shell or a file system could take for more than a name. */
export function fileName(uri: string): string {
  const last =
    uri
      .split(/[?#]/)[0]
      ?.split("/")
      .findLast((each) => each !== "") ?? "";
  const name = last
    .replaceAll(/[^A-Za-z0-9._-]+/g, "_")
    .replace(/^\.+/, "")
    .slice(-120);
  return name === "" ? "file" : name;
}
