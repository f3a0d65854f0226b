import "server-only";
import { ContrailError } from "@/lib/core/errors";
import type { ByteRange, ObjectPart } from "./object-store";

const nothing = (offset: number, totalBytes: number | null): ObjectPart => ({
  stream: new ReadableStream({ start: (controller) => controller.close() }),
  offset,
  length: 0,
  totalBytes,
});

/**
 * An answer of a store as the part that was asked for. The status and the range that came are compared with what was asked:
 * a server that sends other bytes fails here instead of being shown as something else.
 */
export async function toObjectPart(response: Response, range: ByteRange | null): Promise<ObjectPart> {
  const { status } = response;
  if (status === 206 && range !== null) return partial(response, range);
  if (status === 200 && (range === null || range.offset === 0)) return whole(response, range);
  await response.body?.cancel();
  if (status === 416 && range !== null) return nothing(range.offset, totalOf(response, range));
  throw problemOf(status, range);
}

/** What a status of a store means for the one who wants the object. */
export function problemOf(status: number, range: ByteRange | null): ContrailError {
  if (status === 200 && range !== null)
    return new ContrailError("unsupported", "The server of the file cannot send a part of it.");
  if (status === 404 || status === 410)
    return new ContrailError("not_found", "The file is no longer in the object store.");
  if (status === 401 || status === 403)
    return new ContrailError("forbidden", `The object store refuses to hand the file out (${status}).`);
  return new ContrailError("unavailable", `The object store answered ${status}.`);
}

function totalOf(response: Response, { offset }: ByteRange): number | null {
  const total = /^bytes \*\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (total !== undefined && Number.isSafeInteger(Number(total))) return Number(total);
  return offset === 0 ? 0 : null;
}

async function partial(response: Response, { offset, length }: ByteRange): Promise<ObjectPart> {
  const [, start, end, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "") ?? [];
  const bytes = Number(end) - Number(start) + 1;
  const totalBytes = total === "*" ? null : Number(total);
  const fits = Number(start) === offset && bytes > 0 && bytes <= length;
  if (!fits || !Number.isSafeInteger(totalBytes ?? 0) || (totalBytes !== null && totalBytes < offset + bytes)) {
    await response.body?.cancel();
    throw new ContrailError("unavailable", "The object store sent other bytes than it was asked for.");
  }
  return { stream: bodyOf(response), offset, length: bytes, totalBytes };
}

function whole(response: Response, range: ByteRange | null): ObjectPart {
  const isDecoded = response.headers.has("content-encoding");
  const said = Number(response.headers.get("content-length") ?? Number.NaN);
  const totalBytes = isDecoded || !Number.isSafeInteger(said) ? null : said;
  if (range === null) return { stream: bodyOf(response), offset: 0, length: totalBytes, totalBytes };
  const length = totalBytes === null ? null : Math.min(totalBytes, range.length);
  return { stream: firstBytes(bodyOf(response), range.length), offset: 0, length, totalBytes };
}

const bodyOf = (response: Response): ReadableStream<Uint8Array<ArrayBuffer>> => response.body ?? nothing(0, 0).stream;

/** The first bytes of a stream; hangs up after them. */
function firstBytes(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  limit: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = source.getReader();
  let room = limit;
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        controller.enqueue(value.subarray(0, room));
        room -= Math.min(room, value.byteLength);
        if (room > 0) return;
        await reader.cancel();
        controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
