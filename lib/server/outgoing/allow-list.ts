import "server-only";
import { isIP } from "node:net";
import { env } from "@/lib/server/env";
import { type AddressKind, addressKind } from "./address";

/** Longer addresses than any signed link; servers refuse them anyway. */
const MAX_ADDRESS_LENGTH = 8_192;
/** What an address never holds when it is written as it is sent: blanks, controls, back slashes, letters beyond ASCII. */
const NOT_AS_SENT = /[^\x21-\x7e]|\\/;

/** Why a server may be asked: it is listed by its name, by a `*.` that covers it, or not at all. */
type Listed = "exact" | "suffix" | null;

/**
 * The address as it will be sent, or null for what is never fetched: other schemes, a user, a port 0, and every spelling
 * that a parser would have to repair first (controls, back slashes, parent folders, look-alike letters, other notations
 * of an IP address), since two parsers may repair it differently.
 */
export function parseAddress(text: string): URL | null {
  if (text.length > MAX_ADDRESS_LENGTH || NOT_AS_SENT.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return isPlainHttp(url) && isAsWritten(text, url) ? url : null;
}

const isPlainHttp = ({ protocol, username, password, port, hash }: URL): boolean =>
  (protocol === "http:" || protocol === "https:") && username + password + hash === "" && port !== "0";

function isAsWritten(text: string, url: URL): boolean {
  const [, host, rest = ""] = /^https?:\/\/([^/?#]+)(.*)$/i.exec(text) ?? [];
  if (host === undefined || !isHostAsWritten(host, url)) return false;
  const sent = url.pathname + url.search;
  return sent === rest || sent === `/${rest}`;
}

function isHostAsWritten(written: string, url: URL): boolean {
  const host = written.toLowerCase().replace(/:\d*$/, "");
  return host === url.hostname && !host.endsWith(".");
}

/** `host:port` of an http(s) address; null for what is never fetched. */
export function hostOf(text: string): string | null {
  const url = parseAddress(text);
  return url === null ? null : hostPort(url);
}

export function hostPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}

/** How CONTRAIL_FETCH_HOSTS lists a server: `host:port`, or `*.suffix:port` for the names below a suffix. */
export function listedAs(url: URL): Listed {
  const host = hostPort(url);
  const hosts = env().CONTRAIL_FETCH_HOSTS;
  if (hosts.includes(host)) return "exact";
  const isName = isIP(url.hostname.replace(/^\[|\]$/g, "")) === 0;
  return isName && hosts.some((each) => each.startsWith("*.") && host.endsWith(each.slice(1))) ? "suffix" : null;
}

/** Whether CONTRAIL_FETCH_HOSTS lets the server ask this address. */
export function mayFetch(text: string): boolean {
  const url = parseAddress(text);
  return url !== null && listedAs(url) !== null;
}

/**
 * Whether a connection may be made to an address that a listed name resolved to. Whoever lists a name knows where it
 * lies, so it may lead to a private network; names below a suffix may be anyone's, so they may not. Link-local and
 * metadata addresses are only reached where the list spells them out.
 */
export function mayConnect(address: string, listed: Exclude<Listed, null>, hostname: string): boolean {
  const kind: AddressKind = addressKind(address);
  if (kind === "public") return true;
  const isLiteral = hostname.replace(/^\[|\]$/g, "") === address;
  return listed === "exact" && (kind === "private" || isLiteral);
}
