import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** Any bytes, or a size of which only the start is not zero. */
export type ServedFile = { bytes: Uint8Array; sizeBytes?: number };

export type FileServer = { host: string; ranges: string[]; stop: () => void };

/** A server of files as a store answers signed links: ranges, sizes, and a type that nobody should believe. */
export async function serveFiles(files: Readonly<Record<string, ServedFile>>): Promise<FileServer> {
  const ranges: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://files");
    const file = Object.hasOwn(files, pathname) ? files[pathname] : undefined;
    if (file === undefined) return void response.writeHead(404, { "content-type": "text/html" }).end("<h1>gone</h1>");
    ranges.push(request.headers.range ?? "all");
    return send(file, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address === null || typeof address === "string" ? 0 : address.port;
  return { host: `127.0.0.1:${port}`, ranges, stop: () => void server.close() };
}

const STEP = 64 * 1024;

function send(
  { bytes, sizeBytes = bytes.length }: ServedFile,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [, from = "0", to = ""] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  const start = Number(from);
  const end = Math.min(to === "" ? sizeBytes : Number(to) + 1, sizeBytes);
  if (start >= sizeBytes) return void response.writeHead(416, { "content-range": `bytes */${sizeBytes}` }).end();
  const isPart = request.headers.range !== undefined;
  response.writeHead(isPart ? 206 : 200, {
    "content-type": "text/html",
    "set-cookie": "pwned=1",
    "content-length": end - start,
    ...(isPart && { "content-range": `bytes ${start}-${end - 1}/${sizeBytes}` }),
  });
  writeFrom(start, end, bytes, response);
}

/** Writes step by step, as fast as the other side reads. */
function writeFrom(at: number, end: number, bytes: Uint8Array, response: ServerResponse): void {
  let next = at;
  while (next < end) {
    const step = new Uint8Array(Math.min(STEP, end - next));
    step.set(bytes.subarray(next, next + step.length));
    next += step.length;
    if (!response.write(step)) break;
  }
  if (next >= end) response.end();
  else response.once("drain", () => writeFrom(next, end, bytes, response));
}
