import "server-only";
import type { LogChunk } from "@/lib/contract/logs";
import { ContrailError } from "@/lib/core/errors";
import { hostOf, mayFetch } from "@/lib/server/outgoing/allow-list";
import { fetchOutside } from "@/lib/server/outgoing/fetch";
import { cutText } from "./cut-text";
import type { LogQuery, LogSource } from "./log-source";

/** One piece of a log, at most. */
const MAX_CHUNK_BYTES = 256 * 1024;
/** A server without ranges is read from the start each time; beyond this it is not worth its traffic. */
const MAX_SKIPPED_BYTES = 64 * 1024 * 1024;

/** Plain text at an address that CONTRAIL_FETCH_HOSTS lists, read by byte ranges (RFC 9110, section 14). */
export const httpText: LogSource = {
  canRead: (link) => mayFetch(link.uri),

  async read(link, { from, ended, signal }) {
    const range =
      from < 0 ? `bytes=${Math.max(from, -MAX_CHUNK_BYTES)}` : `bytes=${from}-${from + MAX_CHUNK_BYTES - 1}`;
    const response = await fetchOutside(link.uri, { headers: { range }, signal });
    const sourceName = link.name === "" ? (hostOf(link.uri) ?? "") : link.name;
    const piece = await readPiece(response, from);
    if (piece === null) {
      const reason = ended
        ? "The log is no longer at the address that the attempt names."
        : "The log is not written yet.";
      return { state: "absent", reason };
    }
    return toChunk(piece, { from, ended, signal }, sourceName);
  },
};

/** Bytes from `start`; `total` is the size of the log where the server says it. */
type Piece = { bytes: Uint8Array; start: number; total: number | null };

async function readPiece(response: Response, from: number): Promise<Piece | null> {
  if (response.status === 206) {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "") ?? [];
    const bytes = await readSome(response, 0, MAX_CHUNK_BYTES);
    return {
      bytes,
      start: Number(start ?? Math.max(0, from)),
      total: total === undefined || total === "*" ? null : Number(total),
    };
  }
  if (response.status === 200) return readWhole(response, from);
  await response.body?.cancel();
  // Nothing beyond `from` yet, or an empty log.
  if (response.status === 416) return { bytes: new Uint8Array(), start: Math.max(0, from), total: null };
  if (response.status === 404 || response.status === 410) return null;
  throw new ContrailError("unavailable", `The server of the log answered ${response.status}.`);
}

async function readWhole(response: Response, from: number): Promise<Piece> {
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  const total = Number.isSafeInteger(length) ? length : null;
  const start = from >= 0 ? from : total === null ? 0 : Math.max(0, total + Math.max(from, -MAX_CHUNK_BYTES));
  if (start > MAX_SKIPPED_BYTES) {
    await response.body?.cancel();
    throw new ContrailError(
      "unsupported",
      "The server of the log cannot send a part of it, and it is too long to read whole.",
    );
  }
  return { bytes: await readSome(response, start, MAX_CHUNK_BYTES), start, total };
}

/** Leaves out `skip` bytes, then takes up to `limit`, and hangs up. */
async function readSome(response: Response, skip: number, limit: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let toSkip = skip;
  let room = limit;
  while (reader !== undefined && room > 0) {
    const { done, value } = await reader.read();
    if (done) break;
    const useful = value.subarray(Math.min(toSkip, value.byteLength)).subarray(0, room);
    toSkip -= Math.min(toSkip, value.byteLength);
    room -= useful.byteLength;
    if (useful.byteLength > 0) parts.push(useful);
  }
  await reader?.cancel();
  return Buffer.concat(parts);
}

function toChunk({ bytes, start, total }: Piece, { from, ended }: LogQuery, sourceName: string): LogChunk {
  const end = start + bytes.byteLength;
  const atEnd = total === null ? bytes.byteLength < MAX_CHUNK_BYTES : end >= total;
  const isLast = ended && atEnd;
  const cut = cutText(bytes, { startsInside: from < 0 && start > 0, endsInside: !isLast });
  return {
    state: isLast ? "complete" : "growing",
    text: cut.text,
    offset: start + cut.before,
    nextOffset: end - cut.after,
    sourceName,
    skippedBytes: start + cut.before - Math.max(0, from),
  };
}
