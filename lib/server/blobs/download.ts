import "server-only";
import type { z } from "zod";
import type { blobSearch } from "@/lib/contract/blobs";
import { ContrailError } from "@/lib/core/errors";
import type { ExecutionRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { fetchOutside } from "@/lib/server/outgoing/fetch";
import { findBlobs } from "./find-blobs";

/**
 * Streams one file of a run. The query says where in the run's values it is named, never its address: FlyteAdmin signs
 * any address it is asked to, so only one that a literal holds may reach it.
 */
export async function downloadBlob(
  backend: FlyteBackend,
  execution: ExecutionRef,
  { node, side, path }: z.output<typeof blobSearch>,
  call: Call & { signal: AbortSignal },
): Promise<Response> {
  const data =
    node === null
      ? await backend.getExecutionData(execution, call)
      : await backend.getNodeData({ execution, nodeId: node }, call);
  const blob = findBlobs(data[side]).find((each) => each.path === path);
  if (blob === undefined) throw new ContrailError("not_found", `No file is named at ${path} of the ${side}.`);
  if (blob.multipart) throw new ContrailError("unsupported", "This is a folder; only single files can be downloaded.");
  const { url } = await backend.signDownload(blob.uri, call);
  return asAttachment(await fetchOutside(url, { signal: call.signal }), fileName(blob.uri));
}

async function asAttachment(source: Response, name: string): Promise<Response> {
  if (source.status !== 200) {
    await source.body?.cancel();
    if (source.status === 404) throw new ContrailError("not_found", "The file is no longer in the object store.");
    throw new ContrailError("unavailable", `The object store answered ${source.status}.`);
  }
  const length = source.headers.get("content-length");
  const encoded = source.headers.get("content-encoding") !== null;
  return new Response(source.body, {
    headers: {
      // Whatever a workflow wrote is handed over, never run: no browser opens this type, sniffs it or gives it an origin.
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${name}"`,
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store, no-transform",
      ...(length === null || encoded ? {} : { "content-length": length }),
    },
  });
}

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
