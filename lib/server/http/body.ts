import "server-only";
import { ContrailError } from "@/lib/core/errors";

/** FlyteAdmin reads inputs of at most 10 MB by default (storage.limits.maxDownloadMBs); JSON takes more room than protobuf. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The JSON body of a request, undefined when there is none. Throws `invalid` when it is none, `too_large` above 16 MiB; never reads further than that. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  const text = await readText(request);
  if (type === undefined && text === "") return undefined;
  if (type !== "application/json") throw new ContrailError("invalid", "The body must be application/json.");
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch (cause) {
    throw new ContrailError("invalid", "The body is no JSON.", { cause });
  }
}

async function readText(request: Request): Promise<string> {
  if (request.body === null) return "";
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      throw new ContrailError("too_large", `The body is larger than ${MAX_BODY_BYTES} bytes.`);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}
