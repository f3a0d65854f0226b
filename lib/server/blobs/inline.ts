import "server-only";
import type { z } from "zod";
import type { inlineSearch } from "@/lib/contract/blobs";
import { ContrailError } from "@/lib/core/errors";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { PreviewContent } from "@/lib/core/preview/types";
import type { ExecutionRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { mediaHeaders, svgHeaders } from "@/lib/server/http/file-headers";
import { servePage } from "@/lib/server/http/page";
import { readContent } from "@/lib/server/preview/read-content";
import { nameOf, openWindow } from "@/lib/server/preview/read-preview";
import { openFile } from "./find-file";

/**
 * A file for an element that shows it: `image` for pictures, `media` for sound and video, `page` for HTML in a frame. The
 * bytes are judged first; what is not what was asked for is refused, and the type that is sent is the one that was found.
 */
export async function inlineBlob(
  backend: FlyteBackend,
  execution: ExecutionRef,
  search: z.output<typeof inlineSearch>,
  call: Call & { signal: AbortSignal; headers: Headers },
): Promise<Response> {
  const { signal, headers: asked } = call;
  const file = await openFile(backend, execution, search, { signal });
  const window = await openWindow(file, nameOf(file.uri), signal);
  const { content } = await readContent(window, { rows: false });
  if (search.inline === "page" && content.kind === "html") {
    const query = queryOf(search);
    const isFramed = search.framed === "1";
    return servePage({ query, isFramed, headers: asked }, () =>
      file.read({ offset: 0, length: PREVIEW_LIMITS.imageBytes }, signal),
    );
  }
  const headers = headersFor(content, search.inline);
  if (headers === null)
    throw new ContrailError("unsupported", `The file is not shown as ${search.inline}: its bytes say ${content.kind}.`);
  const limit = search.inline === "media" ? null : { offset: 0, length: PREVIEW_LIMITS.imageBytes };
  const range = search.inline === "media" ? mediaRange(asked.get("range")) : limit;
  const part = await file.read(range, signal);
  if (search.inline !== "media" || range === null || part.length === null || part.totalBytes === null)
    return new Response(part.stream, { headers });
  const contentRange = `bytes ${range.offset}-${range.offset + part.length - 1}/${part.totalBytes}`;
  return new Response(part.stream, { status: 206, headers: { ...headers, "content-range": contentRange } });
}

function headersFor(
  content: PreviewContent,
  wanted: z.output<typeof inlineSearch>["inline"],
): Record<string, string> | null {
  if (wanted === "image" && content.kind === "image" && content.isDrawable) return mediaHeaders(content.mediaType);
  if (wanted === "image" && content.kind === "svg") return svgHeaders();
  if (wanted === "media" && content.kind === "media") return mediaHeaders(content.mediaType);
  return null;
}

/** Players ask for `bytes=0-` and for where one jumps to. */
function mediaRange(header: string | null): { offset: number; length: number } | null {
  const [, start] = /^bytes=(\d{1,15})-\d{0,15}$/.exec(header?.trim() ?? "") ?? [];
  return start === undefined ? null : { offset: Number(start), length: PREVIEW_LIMITS.imageBytes };
}

/** The query of this very address, for the frame within it. */
const queryOf = ({ node, side, path, entry, inline }: z.output<typeof inlineSearch>): Record<string, string> => ({
  ...(node !== null && { node }),
  side,
  path,
  ...(entry !== null && { entry }),
  inline,
});
