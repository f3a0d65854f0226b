import "server-only";
import type { IncomingMessage } from "node:http";
import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { ContrailError } from "@/lib/core/errors";
import { SILENCE_MS } from "./request";

/** What one answer may inflate to: nobody asked for an encoding, so a large one is no accident. */
const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/**
 * The body of an answer as bytes of the object: one content encoding is undone, silence and size are bounded, and a body
 * that ends early fails. Nothing is read ahead of the reader.
 */
export function boundedBody(
  answer: IncomingMessage,
  host: string,
  maxBytes: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoding = answer.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding]?.() : undefined;
  if (decoder === undefined && encoding !== "identity" && encoding !== "") {
    answer.destroy();
    throw new ContrailError("unavailable", `${host} answered in an encoding that was not asked for.`);
  }
  if (decoder !== undefined) pipeline(answer, decoder, () => undefined);
  const limit = decoder === undefined ? maxBytes : Math.min(maxBytes, MAX_INFLATED_BYTES);
  return counted(decoder ?? answer, host, limit);
}

/** Counts bytes, and counts silence only while it waits: a browser that reads slowly is no silent server. */
function counted(source: Readable, host: string, maxBytes: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = source[Symbol.asyncIterator]();
  let size = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await inTime(chunks.next(), source, host);
        if (done === true) return controller.close();
        const bytes = new Uint8Array(value);
        size += bytes.byteLength;
        if (size <= maxBytes) return controller.enqueue(bytes);
        source.destroy();
        throw new ContrailError("too_large", `The answer is larger than ${maxBytes} bytes.`);
      },
      cancel() {
        source.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

async function inTime<T>(work: Promise<T>, source: Readable, host: string): Promise<T> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    source.destroy(new Error("silent"));
  }, SILENCE_MS);
  try {
    return await work;
  } catch (cause) {
    if (isLate) throw new ContrailError("timeout", `${host} did not answer in time.`, { cause });
    throw new ContrailError("unavailable", `The answer of ${host} broke off.`, { cause });
  } finally {
    clearTimeout(timer);
  }
}
