import "server-only";
import { Readable } from "node:stream";

/** Bytes for an SDK that wants Node's kind of stream. */
export function toNodeStream(source: ReadableStream<Uint8Array> | null): Readable {
  return Readable.from(source === null ? [] : chunksOf(source), { objectMode: false, highWaterMark: 64 * 1024 });
}

async function* chunksOf(source: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = source.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

/** Bytes that an SDK hands over in Node's kind of stream; nothing is read ahead of the reader. */
export function toWebStream(source: NodeJS.ReadableStream): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(new Uint8Array(typeof value === "string" ? Buffer.from(value) : value));
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** All bytes of a stream that is known to be short; the caller bounded it. */
export async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  return new Uint8Array(Buffer.concat(parts));
}
