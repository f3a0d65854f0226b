import "server-only";
import { GoogleAuth } from "google-auth-library";
import { z } from "zod";
import { ContrailError } from "@/lib/core/errors";
import type { Env } from "@/lib/server/env";
import { fetchStore } from "@/lib/server/outgoing/fetch";
import { problemOf, toObjectPart } from "./object-part";
import { folderPrefix, type ObjectStore, rangeHeader } from "./object-store";

const SCOPE = "https://www.googleapis.com/auth/devstorage.read_only";
/** A page of 1,000 objects with their metadata. */
const MAX_LISTING_BYTES = 8 * 1024 * 1024;

const listingShape = z.object({
  nextPageToken: z.string().optional(),
  items: z
    .array(z.object({ name: z.string(), size: z.string().default("0"), updated: z.string().optional() }))
    .default([]),
});

/**
 * Google Cloud Storage by its JSON API: two calls, which do not need the whole storage SDK; credentials come from Google's
 * own auth library (key file, workload identity, metadata server).
 */
export function gcsStore(settings: Env): ObjectStore {
  const endpoint = new URL(settings.CONTRAIL_GCS_ENDPOINT);
  const auth = settings.CONTRAIL_GCS_CREDENTIALS === "none" ? null : new GoogleAuth({ scopes: [SCOPE] });

  const ask = async (path: string, headers: Record<string, string>, maxBytes: number, signal: AbortSignal) => {
    const token = auth === null ? null : await tokenOf(auth);
    const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    const sent = { method: "GET", headers: { ...headers, ...authorization }, maxBytes, signal };
    return fetchStore(endpoint, new URL(path, endpoint), sent);
  };

  return {
    async read({ bucket, key }, range, signal) {
      const path = `/storage/v1/b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(key)}?alt=media`;
      const headers: Record<string, string> = range === null ? {} : { range: rangeHeader(range) };
      return toObjectPart(await ask(path, headers, Number.MAX_SAFE_INTEGER, signal), range);
    },

    async list({ bucket, key }, limit, signal) {
      const prefix = folderPrefix(key);
      const query = new URLSearchParams({
        prefix,
        maxResults: String(limit),
        fields: "nextPageToken,items(name,size,updated)",
      });
      const path = `/storage/v1/b/${encodeURIComponent(bucket)}/o?${query}`;
      const response = await ask(path, {}, MAX_LISTING_BYTES, signal);
      if (response.status !== 200) {
        await response.body?.cancel();
        throw problemOf(response.status, null);
      }
      const { items, nextPageToken } = listingOf(await response.text());
      const entries = items.slice(0, limit).map(({ name, size, updated }) => ({
        path: name.slice(prefix.length),
        sizeBytes: Number(size),
        modifiedMs: updated === undefined ? null : Date.parse(updated),
      }));
      return { entries, isCut: nextPageToken !== undefined || items.length > limit };
    },
  };
}

function listingOf(text: string): z.infer<typeof listingShape> {
  try {
    return listingShape.parse(JSON.parse(text));
  } catch (cause) {
    throw new ContrailError("unavailable", "The object store answered no listing.", { cause });
  }
}

async function tokenOf(auth: GoogleAuth): Promise<string | null> {
  try {
    return (await auth.getAccessToken()) ?? null;
  } catch (cause) {
    throw new ContrailError("unavailable", "Contrail has no credentials for Google Cloud Storage.", { cause });
  }
}
