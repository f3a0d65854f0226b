import "server-only";
import {
  AnonymousCredential,
  BlobServiceClient,
  type IHttpClient,
  RestError,
  StorageSharedKeyCredential,
} from "@azure/storage-blob";
import { ContrailError } from "@/lib/core/errors";
import type { Env } from "@/lib/server/env";
import { fetchStore } from "@/lib/server/outgoing/fetch";
import { problemOf, toObjectPart } from "./object-part";
import { folderPrefix, type ObjectStore } from "./object-store";
import { toNodeStream, toWebStream } from "./streams";

/**
 * Azure Blob Storage through its SDK, by the key of the account or a shared access signature. The SDK's requests leave by
 * the outgoing module.
 */
export function azureStore(settings: Env): ObjectStore {
  const account = settings.CONTRAIL_AZURE_ACCOUNT ?? "";
  const endpoint = new URL(settings.CONTRAIL_AZURE_ENDPOINT ?? `https://${account}.blob.core.windows.net`);
  const { CONTRAIL_AZURE_KEY: key, CONTRAIL_AZURE_SAS: sas = "" } = settings;
  const credential = key === undefined ? new AnonymousCredential() : new StorageSharedKeyCredential(account, key);
  const base = endpoint.href.replace(/\/$/, "") + (sas === "" ? "" : `?${sas.replace(/^\?/, "")}`);
  const client = new BlobServiceClient(base, credential, {
    httpClient: transport(endpoint),
    retryOptions: { maxTries: 2 },
  });

  return {
    async read({ bucket, key: name }, range, signal) {
      const blob = client.getContainerClient(bucket).getBlobClient(name);
      try {
        const answer = await blob.download(range?.offset, range?.length, { abortSignal: signal });
        const headers = new Headers();
        if (answer.contentRange !== undefined) headers.set("content-range", answer.contentRange);
        if (answer.contentLength !== undefined) headers.set("content-length", String(answer.contentLength));
        const body = answer.readableStreamBody === undefined ? null : toWebStream(answer.readableStreamBody);
        return await toObjectPart(new Response(body, { status: answer._response.status, headers }), range);
      } catch (error) {
        return toObjectPart(new Response(null, { status: statusOf(error, signal) }), range);
      }
    },

    async list({ bucket, key: name }, limit, signal) {
      const prefix = folderPrefix(name);
      try {
        const pages = client
          .getContainerClient(bucket)
          .listBlobsFlat({ prefix, abortSignal: signal })
          .byPage({ maxPageSize: limit });
        for await (const { segment, continuationToken = "" } of pages) {
          const entries = segment.blobItems.slice(0, limit).map(({ name: each, properties }) => ({
            path: each.slice(prefix.length),
            sizeBytes: properties.contentLength ?? 0,
            modifiedMs: properties.lastModified.getTime(),
          }));
          return { entries, isCut: continuationToken !== "" };
        }
        return { entries: [], isCut: false };
      } catch (error) {
        throw problemOf(statusOf(error, signal), null);
      }
    },
  };
}

/** The SDK's way to put a transport in: answers carry the request's own kind of header list. */
const transport = (endpoint: URL): IHttpClient => ({
  async sendRequest(request) {
    const response = await fetchStore(endpoint, new URL(request.url), {
      method: request.method,
      headers: Object.fromEntries(request.headers.headersArray().map(({ name, value }) => [name, value])),
      maxBytes: Number.MAX_SAFE_INTEGER,
    });
    const headers = request.headers.clone();
    for (const { name } of headers.headersArray()) headers.remove(name);
    for (const [name, value] of response.headers) headers.set(name, value);
    const isStream = request.streamResponseStatusCodes?.has(response.status) === true;
    const body = isStream ? { readableStreamBody: toNodeStream(response.body) } : { bodyAsText: await response.text() };
    return { request, status: response.status, headers, ...body };
  },
});

function statusOf(error: unknown, signal: AbortSignal): number {
  signal.throwIfAborted();
  if (error instanceof ContrailError) throw error;
  if (error instanceof RestError) return error.statusCode ?? 502;
  throw new ContrailError("unavailable", "The object store cannot be asked.", { cause: error });
}
