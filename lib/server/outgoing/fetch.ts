import "server-only";
import type { IncomingMessage } from "node:http";
import { ContrailError } from "@/lib/core/errors";
import { hostPort, listedAs, parseAddress } from "./allow-list";
import { boundedBody } from "./body";
import { type Resolver, requestOnce, type Sent } from "./request";

const MAX_REDIRECTS = 3;

type Asked = {
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Reading fails with `too_large` beyond this many bytes of the body. */
  maxBytes?: number;
  /** Names to addresses, for tests. */
  resolver?: Resolver;
};

/**
 * The way by which the server asks for what a workflow names: each address, redirects too, must be on the list of the one
 * who runs Contrail, and so must the network it leads to. Sends no cookie and no credential. Any status is an answer;
 * throws `forbidden`, `unavailable` or `timeout`.
 */
export async function fetchOutside(text: string, asked: Asked = {}): Promise<Response> {
  let url = listed(text);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const headers = { "accept-encoding": "identity", ...asked.headers };
    const sent: Sent = { method: "GET", headers, signal: asked.signal };
    const answer = await requestOnce(url.address, url.as, sent, asked.resolver);
    const next = redirectOf(answer, url.address);
    if (next === null) return toResponse(answer, hostPort(url.address), asked.maxBytes ?? Number.POSITIVE_INFINITY);
    answer.destroy();
    if (url.address.protocol === "https:" && next.startsWith("http:"))
      throw new ContrailError("forbidden", `${hostPort(url.address)} redirects from https to http.`);
    url = listed(next);
  }
  throw new ContrailError("unavailable", `${hostPort(url.address)} redirects in a circle.`);
}

/**
 * A request to a server that the settings name (an object store), with that store's credentials. Redirects are answers.
 * The address must be below `endpoint`: the host is compared, so no bucket or key can lead elsewhere.
 */
export async function fetchStore(endpoint: URL, url: URL, sent: Sent & { maxBytes: number }): Promise<Response> {
  if (url.protocol !== endpoint.protocol || hostPort(url) !== hostPort(endpoint) || url.username !== "")
    throw new ContrailError("forbidden", `${url.host} is not the object store ${endpoint.host}.`);
  const answer = await requestOnce(url, "exact", sent);
  return toResponse(answer, hostPort(url), sent.maxBytes);
}

function listed(text: string): { address: URL; as: "exact" | "suffix" } {
  const address = parseAddress(text);
  if (address === null)
    throw new ContrailError(
      "forbidden",
      "The address is not one that Contrail fetches: only plain http and https addresses without a user.",
    );
  const as = listedAs(address);
  if (as !== null) return { address, as };
  const host = hostPort(address);
  throw new ContrailError("forbidden", `Contrail may not fetch from ${host}: CONTRAIL_FETCH_HOSTS does not list it.`);
}

function redirectOf(answer: IncomingMessage, from: URL): string | null {
  const { statusCode = 0, headers } = answer;
  if (statusCode < 301 || statusCode > 308 || statusCode === 304 || !headers.location) return null;
  return URL.canParse(headers.location, from) ? new URL(headers.location, from).href : "";
}

const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

function toResponse(answer: IncomingMessage, host: string, maxBytes: number): Response {
  const { statusCode: status = 0 } = answer;
  if (status < 200 || status > 599) {
    answer.destroy();
    throw new ContrailError("unavailable", `${host} answered with a status that does not exist.`);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headersDistinct)) headers.set(name, value?.join(", ") ?? "");
  if (BODILESS.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  return new Response(boundedBody(answer, host, maxBytes), { status, headers });
}
