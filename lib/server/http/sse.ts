import "server-only";

/** Proxies cut silent connections after 30 to 60 s; a comment keeps them. */
const HEARTBEAT_MS = 10_000;
/** A stream ends after this long; the browser comes back by itself and takes the state anew. */
const LONGEST_LIFE_MS = 30 * 60_000;

/** Where events come from: `next` waits for one and answers null at the end; `close` ends it, also while it waits. */
type EventSourceOf<E> = { next(): Promise<E | null>; close(): void };

const encoder = new TextEncoder();

/** Bytes of an event are made once, however many browsers get it. */
const encoded = new WeakMap<object, Uint8Array>();

function encode(event: { type: string }): Uint8Array {
  const known = encoded.get(event);
  if (known !== undefined) return known;
  const bytes = encoder.encode(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  encoded.set(event, bytes);
  return bytes;
}

/**
 * A stream of server-sent events, each named by its `type`. The browser's own pace decides: nothing is taken from
 * `source` before there is room for it. Ends when the browser goes (`signal`), at the source's end, or after 30 minutes.
 */
export function sse<E extends { type: string }>(source: EventSourceOf<E>, signal: AbortSignal): Response {
  let beat: NodeJS.Timeout | undefined;
  let life: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearInterval(beat);
    clearTimeout(life);
    signal.removeEventListener("abort", end);
    source.close();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode("retry: 1000\n\n"));
        beat = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(": still here\n\n"));
        }, HEARTBEAT_MS);
        life = setTimeout(end, LONGEST_LIFE_MS);
        signal.addEventListener("abort", end, { once: true });
        if (signal.aborted) end();
      },
      async pull(controller) {
        const event = await source.next();
        if (event !== null) return controller.enqueue(encode(event));
        end();
        controller.close();
      },
      cancel: end,
    },
    { highWaterMark: 2 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      // no-transform: Next would gzip the stream; x-accel-buffering: nginx would hold it back.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
