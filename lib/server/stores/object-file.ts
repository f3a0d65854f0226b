import "server-only";
import { ContrailError } from "@/lib/core/errors";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { hostOf, mayFetch } from "@/lib/server/outgoing/allow-list";
import { fetchOutside } from "@/lib/server/outgoing/fetch";
import { BUCKETS_VARIABLE, configuredStore } from "./configured-store";
import { type ObjectAddress, parseObjectUri } from "./object-address";
import { toObjectPart } from "./object-part";
import { type ByteRange, type ObjectListing, type ObjectPart, rangeHeader } from "./object-store";

/** One object that a literal names, or what lies below it, wherever it can be read from. */
export type ObjectFile = {
  uri: string;
  /** By whom it is read: a configured store, or links that FlyteAdmin signs. */
  via: "store" | "signed";
  /** All of it, or a range; a range that begins behind the end gives an empty part. */
  read(range: ByteRange | null, signal: AbortSignal): Promise<ObjectPart>;
  /** Null where folders cannot be listed. */
  list: ((limit: number, signal: AbortSignal) => Promise<ObjectListing>) | null;
};

/**
 * Opens what a URI of a literal names: through the store that is configured for its bucket, else through a link that
 * FlyteAdmin signs. Nothing is read yet. Throws `unsupported` with a sentence that says what is missing when neither can.
 */
export async function openObject(uri: string, backend: FlyteBackend, call: Call): Promise<ObjectFile> {
  const address = parseObjectUri(uri);
  const store = address === null ? null : await configuredStore(address);
  if (address === null || store === null) return signedFile(uri, address, backend, call);
  return {
    uri,
    via: "store",
    read: (range, signal) => store.read(address, range, signal),
    list: (limit, signal) => store.list(address, limit, signal),
  };
}

async function signedFile(
  uri: string,
  address: ObjectAddress | null,
  backend: FlyteBackend,
  call: Call,
): Promise<ObjectFile> {
  const { url } = await signed(uri, address, backend, call);
  return {
    uri,
    via: "signed",
    async read(range, signal) {
      const headers: Record<string, string> = range === null ? {} : { range: rangeHeader(range) };
      return toObjectPart(await fetchOutside(url, { headers, signal }), range);
    },
    list: null,
  };
}

async function signed(
  uri: string,
  address: ObjectAddress | null,
  backend: FlyteBackend,
  call: Call,
): Promise<{ url: string }> {
  let link: { url: string };
  try {
    link = await backend.signDownload(uri, call);
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

/** What to set so that the server reads a bucket by itself. */
export function toConfigure(address: ObjectAddress | null): string {
  if (address === null) return "Contrail reads s3://, gs:// and abfs:// only.";
  return `To read it from the store, add ${address.bucket} to ${BUCKETS_VARIABLE[address.store]}.`;
}
