import "server-only";
import type { LookupAddress } from "node:dns";
import { lookup as resolve } from "node:dns/promises";
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { ContrailError } from "@/lib/core/errors";
import { hostPort, mayConnect } from "./allow-list";

/** A silent server is given up: before its first byte, and between two of them. */
export const SILENCE_MS = 15_000;
/** Node's own default, stated: signed stores answer with less than 4 KiB of headers. */
const MAX_HEADER_BYTES = 16 * 1024;
/** Informational answers (103) before the real one. */
const MAX_HINTS = 10;

export type Sent = {
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: Uint8Array | string | undefined;
  signal?: AbortSignal | undefined;
};

/** Names to addresses; a test puts its own in. */
export type Resolver = (hostname: string) => Promise<readonly LookupAddress[]>;

/** A connection is used once, so that no answer can run over into the next one. */
const httpAgent = new HttpAgent({ keepAlive: false, maxSockets: 64 });
const httpsAgent = new HttpsAgent({ keepAlive: false, maxSockets: 64 });

const systemResolver: Resolver = (hostname) => resolve(hostname, { all: true });

/**
 * One request to one address, without following anything. The name is resolved here, every answer is checked, and the
 * socket connects to the very addresses that were checked. Throws `forbidden`, `unavailable` or `timeout`.
 */
export async function requestOnce(
  url: URL,
  listed: "exact" | "suffix",
  sent: Sent,
  resolver: Resolver = systemResolver,
): Promise<IncomingMessage> {
  const addresses = await checkedAddresses(url, listed, resolver);
  const lookup: LookupFunction = (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true || first === undefined) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
  return send(url, sent, lookup);
}

async function checkedAddresses(
  url: URL,
  listed: "exact" | "suffix",
  resolver: Resolver,
): Promise<readonly LookupAddress[]> {
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(hostname);
  const addresses = family === 0 ? await resolved(hostname, url, resolver) : [{ address: hostname, family }];
  const refused = addresses.find(({ address }) => !mayConnect(address, listed, url.hostname));
  if (refused !== undefined)
    throw new ContrailError(
      "forbidden",
      `${hostPort(url)} leads to ${refused.address}, which Contrail does not connect to: that network is private to this machine or its cloud.`,
    );
  return addresses;
}

async function resolved(hostname: string, url: URL, resolver: Resolver): Promise<readonly LookupAddress[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ContrailError("timeout", `The name ${hostname} was not resolved in time.`)),
      SILENCE_MS,
    );
  });
  try {
    const addresses = await Promise.race([resolver(hostname), late]);
    if (addresses.length > 0) return addresses;
    throw new ContrailError("unavailable", `${hostPort(url)} has no address.`);
  } catch (cause) {
    if (cause instanceof ContrailError) throw cause;
    throw new ContrailError("unavailable", `${hostPort(url)} does not answer.`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function send(url: URL, { method, headers, body, signal }: Sent, lookup: LookupFunction): Promise<IncomingMessage> {
  const isTls = url.protocol === "https:";
  return new Promise((resolveAnswer, reject) => {
    const request = (isTls ? httpsRequest : httpRequest)(url, {
      method,
      headers,
      lookup,
      agent: isTls ? httpsAgent : httpAgent,
      maxHeaderSize: MAX_HEADER_BYTES,
      insecureHTTPParser: false,
      ...(signal !== undefined && { signal }),
    });
    const timer = setTimeout(
      () => request.destroy(new ContrailError("timeout", `${hostPort(url)} did not answer in time.`)),
      SILENCE_MS,
    );
    let hints = 0;
    request.on("information", () => {
      hints += 1;
      if (hints > MAX_HINTS) request.destroy(new Error("informational answers without end"));
    });
    request.on("response", (answer) => {
      clearTimeout(timer);
      resolveAnswer(answer);
    });
    request.on("error", (cause) => {
      clearTimeout(timer);
      if (signal?.aborted === true) reject(signal.reason);
      else if (cause instanceof ContrailError) reject(cause);
      else reject(new ContrailError("unavailable", `${hostPort(url)} does not answer.`, { cause }));
    });
    request.end(body);
  });
}
