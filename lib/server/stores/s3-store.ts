import "server-only";
import { Readable } from "node:stream";
import {
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
  type S3ClientConfig,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { ContrailError } from "@/lib/core/errors";
import type { Env } from "@/lib/server/env";
import { fetchStore } from "@/lib/server/outgoing/fetch";
import { problemOf, toObjectPart } from "./object-part";
import { folderPrefix, type ObjectStore, rangeHeader } from "./object-store";
import { toNodeStream, toWebStream } from "./streams";

/** What the SDK hands to a transport, as far as it is used here. */
type SdkRequest = {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
};

/**
 * S3 and what speaks its protocol. The SDK finds credentials and signs; its requests leave by the outgoing module. A
 * configured endpoint is asked in path style, as MinIO and its kin expect.
 */
export function s3Store(settings: Env): ObjectStore {
  const client = new S3Client(clientConfig(settings));
  return {
    async read({ bucket, key }, range, signal) {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(range !== null && { Range: rangeHeader(range) }),
      });
      try {
        const answer = await client.send(command, { abortSignal: signal });
        const headers = new Headers();
        if (answer.ContentRange !== undefined) headers.set("content-range", answer.ContentRange);
        if (answer.ContentLength !== undefined) headers.set("content-length", String(answer.ContentLength));
        const body = answer.Body instanceof Readable ? toWebStream(answer.Body) : null;
        const status = answer.ContentRange === undefined ? 200 : 206;
        return await toObjectPart(new Response(body, { status, headers }), range);
      } catch (error) {
        const status = statusOf(error, signal);
        return toObjectPart(new Response(null, { status, headers: rangeOf(error) }), range);
      }
    },

    async list({ bucket, key }, limit, signal) {
      const prefix = folderPrefix(key);
      const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: limit });
      try {
        const { Contents = [], IsTruncated = false } = await client.send(command, { abortSignal: signal });
        const entries = Contents.slice(0, limit).map((each) => ({
          path: (each.Key ?? "").slice(prefix.length),
          sizeBytes: each.Size ?? 0,
          modifiedMs: each.LastModified?.getTime() ?? null,
        }));
        return { entries, isCut: IsTruncated || Contents.length > limit };
      } catch (error) {
        throw problemOf(statusOf(error, signal), null);
      }
    },
  };
}

function clientConfig(settings: Env): S3ClientConfig {
  const { CONTRAIL_S3_ACCESS_KEY_ID: accessKeyId, CONTRAIL_S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  const endpoint = settings.CONTRAIL_S3_ENDPOINT;
  return {
    region: settings.CONTRAIL_S3_REGION,
    maxAttempts: 2,
    followRegionRedirects: false,
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      metadata: { handlerProtocol: "http/1.1" },
      handle: handleWith(endpoint === undefined ? null : new URL(endpoint)),
    },
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
  };
}

/** Error documents and listings of 1,000 keys stay far below this; objects are never this large in one read. */
const MAX_ANSWER_BYTES = Number.MAX_SAFE_INTEGER;

const handleWith =
  (endpoint: URL | null) =>
  async (request: SdkRequest, options: { abortSignal?: unknown } = {}) => {
    const url = new URL(
      `${request.protocol}//${request.hostname}${request.port === undefined ? "" : `:${request.port}`}`,
    );
    // Without an endpoint the SDK's own rules make the host from the region and a listed bucket.
    const base = endpoint ?? new URL(url.origin);
    const target = new URL(url.origin + request.path + queryText(request.query ?? {}));
    const response = await fetchStore(base, target, {
      method: request.method,
      headers: request.headers,
      signal: options.abortSignal instanceof AbortSignal ? options.abortSignal : undefined,
      maxBytes: MAX_ANSWER_BYTES,
    });
    const body = toNodeStream(response.body);
    return { response: { statusCode: response.status, headers: Object.fromEntries(response.headers), body } };
  };

function queryText(query: NonNullable<SdkRequest["query"]>): string {
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  const parts = Object.keys(query)
    .sort()
    .flatMap((name) => [query[name] ?? ""].flat().map((value) => `${encode(name)}=${encode(value)}`));
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

/** What the store said of the object's size when it refused a range. */
const rangeOf = (error: unknown): Record<string, string> => {
  const range = error instanceof S3ServiceException ? error.$response?.headers["content-range"] : undefined;
  return range === undefined ? {} : { "content-range": range };
};

function statusOf(error: unknown, signal: AbortSignal): number {
  signal.throwIfAborted();
  if (error instanceof ContrailError) throw error;
  if (error instanceof S3ServiceException) return error.$metadata.httpStatusCode ?? 502;
  throw new ContrailError("unavailable", "The object store cannot be asked: Contrail has no credentials for it.", {
    cause: error,
  });
}
