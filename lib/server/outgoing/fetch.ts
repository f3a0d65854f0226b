import "server-only";
import { ContrailError } from "@/lib/core/errors";
import { env } from "@/lib/server/env";

/** A silent server is given up: before its first byte, and between two of them. */
const SILENCE_MS = 15_000;
const MAX_REDIRECTS = 3;

type Asked = {
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Reading fails with `too_large` beyond this many bytes of the body. */
  maxBytes?: number;
};

/** `host:port` of an http(s) address; null for what is never fetched: other schemes, addresses with a user. */
export function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port, username, password } = new URL(url);
  if (username !== "" || password !== "") return null;
  if (protocol === "http:") return `${hostname}:${port || "80"}`;
  if (protocol === "https:") return `${hostname}:${port || "443"}`;
  return null;
}

/** Whether CONTRAIL_FETCH_HOSTS lets the server ask this address. */
export function mayFetch(url: string): boolean {
  const host = hostOf(url);
  return host !== null && env().CONTRAIL_FETCH_HOSTS.includes(host);
}

/**
 * The only way by which the server asks anything but Flyte: addresses come from workflows, so each one, redirects too,
 * must be on the list of the one who runs Contrail. Sends no cookie and no credential. Any status is an answer; throws
 * `forbidden`, `unavailable` or `timeout`.
 */
export async function fetchOutside(url: string, asked: Asked = {}): Promise<Response> {
  let address = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    if (!mayFetch(address)) throw notListed(address);
    const response = await fetchOnce(address, asked);
    const next = redirectOf(response, address);
    if (next === null) return response;
    await response.body?.cancel();
    address = next;
  }
  throw new ContrailError("unavailable", `${hostOf(url)} redirects in a circle.`);
}

function redirectOf(response: Response, from: string): string | null {
  const location = response.headers.get("location");
  if (response.status < 301 || response.status > 308 || response.status === 304 || location === null) return null;
  return URL.canParse(location, from) ? new URL(location, from).href : "";
}

async function fetchOnce(address: string, { headers, signal, maxBytes }: Asked): Promise<Response> {
  const silence = new AbortController();
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => silence.abort(), SILENCE_MS);
    try {
      return await work;
    } catch (cause) {
      signal?.throwIfAborted();
      const host = hostOf(address);
      if (silence.signal.aborted) throw new ContrailError("timeout", `${host} did not answer in time.`, { cause });
      throw new ContrailError("unavailable", `${host} does not answer.`, { cause });
    } finally {
      clearTimeout(timer);
    }
  };
  const asked = fetch(address, {
    headers: { "accept-encoding": "identity", ...headers },
    redirect: "manual",
    cache: "no-store",
    credentials: "omit",
    signal: AbortSignal.any(signal === undefined ? [silence.signal] : [silence.signal, signal]),
  });
  const response = await inTime(asked);
  const reader = response.body?.getReader();
  const body = reader === undefined ? null : guarded(reader, inTime, maxBytes ?? Number.POSITIVE_INFINITY);
  return new Response(body, { status: response.status, headers: response.headers });
}

/** Counts bytes, and counts silence only while it waits: a browser that reads slowly is no silent server. */
function guarded(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  inTime: <T>(work: Promise<T>) => Promise<T>,
  maxBytes: number,
): ReadableStream<Uint8Array> {
  let size = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await inTime(reader.read());
        if (done) return controller.close();
        size += value.byteLength;
        if (size <= maxBytes) return controller.enqueue(value);
        await reader.cancel();
        throw new ContrailError("too_large", `The answer is larger than ${maxBytes} bytes.`);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function notListed(address: string): ContrailError {
  const host = hostOf(address);
  return host === null
    ? new ContrailError(
        "forbidden",
        "The address is not one that Contrail fetches: only http and https without a user.",
      )
    : new ContrailError("forbidden", `Contrail may not fetch from ${host}: CONTRAIL_FETCH_HOSTS does not list it.`);
}
