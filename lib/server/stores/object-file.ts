import "server-only";
import { ContrailError } from "@/lib/core/errors";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { hostOf, mayFetch } from "@/lib/server/outgoing/allow-list";
import { fetchOutside } from "@/lib/server/outgoing/fetch";
import { BUCKETS_VARIABLE, configuredStore } from "./configured-store";
import { type ObjectAddress, parseObjectUri } from "./object-address";
import { toObjectPart } from "./object-part";
import { type ByteRange, type ObjectListing, type ObjectPart, rangeHeader } from "./object-store";

/** One object that a literal names, wherever it can be read from. */
export type ObjectFile = {
  uri: string;
  /** By whom it is read: a configured store, or links that FlyteAdmin signs. */
  via: "store" | "signed";
  /** All of it, or a range; a range that begins behind the end gives an empty part. */
  read(range: ByteRange | null, signal: AbortSignal): Promise<ObjectPart>;
};

/** Asks FlyteAdmin for a link. */
type Sign = () => Promise<{ url: string }>;

/**
 * Opens what a URI of a literal names: through the store that is configured for its bucket, else through a link that
 * FlyteAdmin signs (`sign` for what it signs in another way). Nothing is read yet. Throws `unsupported` with a sentence that says what is missing when neither can.
 */
export async function openObject(
  uri: string,
  backend: FlyteBackend,
  call: Call,
  sign: Sign = () => backend.signDownload(uri, call),
): Promise<ObjectFile> {
  const address = parseObjectUri(uri);
  const store = address === null ? null : await configuredStore(address);
  if (address === null || store === null) return signedFile(uri, address, sign, call);
  return {
    uri,
    via: "store",
    read: (range, signal) => store.read(address, range, signal),
  };
}

async function signedFile(uri: string, address: ObjectAddress | null, sign: Sign, call: Call): Promise<ObjectFile> {
  const { url } = await signed(address, sign, call);
  return {
    uri,
    via: "signed",
    async read(range, signal) {
      const headers: Record<string, string> = range === null ? {} : { range: rangeHeader(range) };
      return toObjectPart(await fetchOutside(url, { headers, signal }), range);
    },
  };
}

async function signed(address: ObjectAddress | null, sign: Sign, call: Call): Promise<{ url: string }> {
  let link: { url: string };
  try {
    link = await sign();
  } catch (cause) {
    // FlyteAdmin refuses what its own store does not hold in several ways; being away or slow is another matter.
    const isAway = cause instanceof ContrailError && ["unavailable", "timeout", "unauthenticated"].includes(cause.code);
    const isGone = cause instanceof ContrailError && cause.code === "not_found";
    call.signal?.throwIfAborted();
    if (isAway || isGone) throw cause;
    throw new ContrailError("unsupported", `Flyte signs no link to this file. ${toConfigure(address)}`, { cause });
  }
  if (mayFetch(link.url)) return link;
  const host = hostOf(link.url);
  const list = host === null ? "" : `Add ${host} to CONTRAIL_FETCH_HOSTS to read it by Flyte's links. `;
  throw new ContrailError("unsupported", `No object store is configured for this file. ${list}${toConfigure(address)}`);
}

/**
 * What lies below a folder. Links are signed one by one, so only a configured store can list: null where there is none.
 */
export async function listFolder(uri: string, limit: number, signal: AbortSignal): Promise<ObjectListing | null> {
  const address = parseObjectUri(uri);
  const store = address === null ? null : await configuredStore(address);
  return address === null || store === null ? null : store.list(address, limit, signal);
}

/** What to set so that the server reads a bucket by itself. */
export function toConfigure(address: ObjectAddress | null): string {
  if (address === null) return "Contrail reads s3://, gs:// and abfs:// only.";
  return `To read it from the store, add ${address.bucket} to ${BUCKETS_VARIABLE[address.store]}.`;
}
