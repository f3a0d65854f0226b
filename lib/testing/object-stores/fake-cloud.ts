import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

type Answer = { status: number; headers?: Record<string, string | number>; body?: string | Uint8Array };

/** A listening server that speaks what Contrail uses of Google's JSON API and Azure's REST API, for one object. */
export class FakeCloud {
  readonly seen: { url: string; authorization: string }[] = [];
  private readonly server: Server;

  /** Every key but those with "missing" in them is an object of these bytes. */
  constructor(private readonly bytes: Uint8Array) {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const address = this.server.address();
    return address === null || typeof address === "string" ? 0 : address.port;
  }

  stop(): void {
    this.server.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", "http://fake");
    this.seen.push({ url: request.url ?? "", authorization: request.headers.authorization ?? "" });
    const { status, headers, body } = listingAt(url) ?? this.objectAt(url, request);
    response.writeHead(status, headers).end(body);
  }

  private objectAt(url: URL, request: IncomingMessage): Answer {
    if (url.pathname.includes("missing")) return { status: 404 };
    const size = this.bytes.length;
    const range = request.headers["x-ms-range"] ?? request.headers.range;
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(String(range)) ?? [];
    if (from === undefined) return { status: 200, headers: { etag: "x", "content-length": size }, body: this.bytes };
    if (Number(from) >= size) return { status: 416, headers: { "content-range": `bytes */${size}` } };
    const end = Math.min(Number(to), size - 1);
    const body = this.bytes.subarray(Number(from), end + 1);
    const contentRange = `bytes ${from}-${end}/${size}`;
    return { status: 206, headers: { etag: "x", "content-length": body.length, "content-range": contentRange }, body };
  }
}

const GOOGLE_LISTING = JSON.stringify({
  items: [{ name: "run/a b.csv", size: "100", updated: "2026-11-23T04:41:58.000Z" }],
  nextPageToken: "x",
});

const AZURE_LISTING = `<?xml version="1.0"?><EnumerationResults ContainerName="models"><Blobs><Blob><Name>run/a b.csv</Name>
<Properties><Last-Modified>Mon, 23 Nov 2026 04:41:58 GMT</Last-Modified><Etag>x</Etag><Content-Length>100</Content-Length>
<BlobType>BlockBlob</BlobType></Properties></Blob></Blobs><NextMarker/></EnumerationResults>`;

function listingAt(url: URL): Answer | null {
  if (url.pathname.endsWith("/o")) return { status: 200, body: GOOGLE_LISTING };
  const isList = url.searchParams.get("comp") === "list";
  return isList ? { status: 200, headers: { "content-type": "application/xml" }, body: AZURE_LISTING } : null;
}
