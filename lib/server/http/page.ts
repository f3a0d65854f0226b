import "server-only";
import { pageHeaders } from "./file-headers";

/** How a page was asked for: the query of its own address, and the request's headers. */
export type PageRequest = { query: Readonly<Record<string, string>>; isFramed: boolean; headers: Headers };

/**
 * Serves a page that a workflow wrote, in two layers. A policy in the page's own headers keeps it from asking for anything,
 * but no header can keep a script from leading its own frame elsewhere. So the address answers a frame of ours, whose
 * policy allows its inner frame this server only, and the page itself is answered to that frame alone (where browsers say
 * what they ask for: over https and on localhost). The page is opened for the outer frame too, so that what is missing
 * is said before anything is drawn.
 */
export async function servePage(
  { query, isFramed, headers }: PageRequest,
  read: () => Promise<{ stream: ReadableStream<Uint8Array<ArrayBuffer>> }>,
): Promise<Response> {
  const { stream } = await read();
  const destination = headers.get("sec-fetch-dest");
  if (isFramed && (destination === null || destination === "iframe" || destination === "frame"))
    return new Response(stream, { headers: pageHeaders() });
  await stream.cancel();
  return new Response(frameOf(query), { headers: FRAME_HEADERS });
}

const FRAME_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
  "x-content-type-options": "nosniff",
  "x-dns-prefetch-control": "off",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

/** `URLSearchParams` encodes quotes and angle brackets; the ampersand is left to be written for HTML. */
function frameOf(query: Readonly<Record<string, string>>): string {
  const address = new URLSearchParams({ ...query, framed: "1" }).toString().replaceAll("&", "&amp;");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page of a workflow</title>
<style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}</style></head>
<body><iframe title="Page of a workflow" sandbox="allow-scripts" referrerpolicy="no-referrer" src="?${address}"></iframe></body></html>`;
}
