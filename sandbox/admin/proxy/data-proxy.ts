import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { create } from "@bufbuild/protobuf";
import { type Duration, timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { NodeExecutionIdentifierSchema } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import {
  ArtifactType,
  type CreateDownloadLinkRequest,
  CreateDownloadLinkRequestSchema,
  type CreateDownloadLinkResponse,
  CreateDownloadLinkResponseSchema,
  type CreateDownloadLocationRequest,
  type CreateDownloadLocationResponse,
  CreateDownloadLocationResponseSchema,
  type CreateUploadLocationRequest,
  type CreateUploadLocationResponse,
  CreateUploadLocationResponseSchema,
  type DataProxyService,
  PreSignedURLsSchema,
} from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import type { AdminContext } from "../context";
import { alreadyExists, internal, invalid, notFound } from "../errors";
import { nodeRow } from "../nodes/node-rows";
import { toNodeExecution } from "../nodes/read";
import { protoText } from "../text/proto-text";
import { base32 } from "./base32";
import { getData } from "./get-data";
import { randomFileName } from "./random-file-name";

const MAX_EXPIRY_MS = 3_600_000;

export function dataProxyService(context: AdminContext): ServiceImpl<typeof DataProxyService> {
  return {
    createUploadLocation: (request) => createUploadLocation(context, request),
    createDownloadLocation: (request) => createDownloadLocation(context, request),
    createDownloadLink: (request) => createDownloadLink(context, request),
    getData: (request) => getData(context, request),
  };
}

function expiryMs(expiresIn: Duration | undefined): number {
  if (expiresIn === undefined) return Date.now() + MAX_EXPIRY_MS;
  const ms = Number(expiresIn.seconds) * 1_000 + expiresIn.nanos / 1e6;
  if (ms <= 0) {
    throw internal(
      "failed to create a signed url. Error: InvalidPresignExpireError: presigned URL requires an expire duration " +
        "greater than 0",
    );
  }
  return Date.now() + Math.min(ms, MAX_EXPIRY_MS);
}

/** Names are not cleaned: `../` leaves the project's folder, as in FlyteAdmin, though never the bucket. */
function createUploadLocation(
  context: AdminContext,
  request: CreateUploadLocationRequest,
): CreateUploadLocationResponse {
  if (request.project === "" || request.domain === "") throw invalid("project and domain are required parameters");
  if (request.contentMd5.length === 0 && request.filenameRoot === "") {
    throw invalid("content_md5 or filename_root is a required parameter");
  }
  const expiresAtMs = expiryMs(request.expiresIn);
  const root = request.filenameRoot || base32(request.contentMd5);
  const key = posix
    .normalize(`/${request.project}/${request.domain}/${root}/${request.filename || randomFileName()}`)
    .replace(/^\/(\.\.\/)*/, "");
  const uri = `${context.objects.prefix}/${key}`;
  const md5 = Buffer.from(request.contentMd5).toString("base64");
  if (request.filename !== "" && request.filenameRoot !== "") refuseOther(context, uri, md5);
  return create(CreateUploadLocationResponseSchema, {
    signedUrl: context.urls.sign("PUT", uri, expiresAtMs),
    nativeUrl: uri,
    expiresAt: timestampFromMs(expiresAtMs),
    headers: {
      // The length is that of the digest, not of the file: a mistake that clients have to drop.
      "Content-Length": String(md5.length),
      "Content-MD5": md5,
      ...(request.addContentMd5Metadata ? { "x-amz-meta-flyteContentMD5": md5 } : {}),
    },
  });
}

function refuseOther({ objects }: AdminContext, uri: string, md5: string): void {
  const path = objects.pathOf(uri);
  if (!existsSync(path)) return;
  const known = createHash("md5").update(readFileSync(path)).digest("base64");
  if (known !== md5) {
    throw alreadyExists(`file already exists at location [${uri}], specify a matching hash if you wish to rewrite`);
  }
}

/** Signs whatever it is asked to, also of other buckets; what is not in this one is simply not found there. */
function createDownloadLocation(
  context: AdminContext,
  request: CreateDownloadLocationRequest,
): CreateDownloadLocationResponse {
  const { nativeUrl } = request;
  if (nativeUrl.startsWith(":")) {
    throw invalid(`error while validating request: failed to parse native_url [${nativeUrl}]`);
  }
  const [, bucket = "", key = ""] = /^[a-z0-9]+:\/\/([^/]*)\/?(.*)$/.exec(nativeUrl) ?? [];
  const missing = [bucket === "" ? "Bucket" : null, key === "" ? "Key" : null].filter((part) => part !== null);
  if (missing.length > 0) {
    const lines = missing.map((part) => `- minimum field size of 1, GetObjectInput.${part}.\n`);
    throw internal(
      `failed to create a signed url. Error: InvalidParameter: ${missing.length} validation error(s) found.\n${lines.join("")}`,
    );
  }
  const expiresAtMs = expiryMs(request.expiresIn);
  return create(CreateDownloadLocationResponseSchema, {
    signedUrl: context.urls.sign("GET", nativeUrl, expiresAtMs),
    expiresAt: timestampFromMs(expiresAtMs),
  });
}

/** Decks only. The link is refused until the deck has been written. */
export function createDownloadLink(
  context: AdminContext,
  request: CreateDownloadLinkRequest,
): CreateDownloadLinkResponse {
  if (request.artifactType === ArtifactType.UNDEFINED) {
    throw invalid("error while validating request: invalid artifact type [ARTIFACT_TYPE_UNDEFINED]");
  }
  if (request.source.case !== "nodeExecutionId") throw invalid("error while validating request: source is required");
  const id = request.source.value;
  const deckUri = deckUriOf(context, request);
  if (deckUri === "") {
    request.expiresIn ??= { $typeName: "google.protobuf.Duration", seconds: 3_600n, nanos: 0 };
    throw notFound(`no deckUrl found for request [${protoText(CreateDownloadLinkRequestSchema, request)}]`);
  }
  if (context.objects.get(deckUri) === null) {
    throw notFound(`object not found: ${deckUri} of node execution [${protoText(NodeExecutionIdentifierSchema, id)}]`);
  }
  const expiresAtMs = expiryMs(request.expiresIn);
  const signedUrl = [context.urls.sign("GET", deckUri, expiresAtMs)];
  const expiresAt = timestampFromMs(expiresAtMs);
  return create(CreateDownloadLinkResponseSchema, {
    signedUrl,
    expiresAt,
    preSignedUrls: create(PreSignedURLsSchema, { signedUrl, expiresAt }),
  });
}

function deckUriOf(context: AdminContext, { source }: CreateDownloadLinkRequest): string {
  if (source.case !== "nodeExecutionId") return "";
  try {
    return toNodeExecution(nodeRow(context, source.value)).closure?.deckUri ?? "";
  } catch (error) {
    const reason = error instanceof ConnectError ? error.rawMessage : String(error);
    throw invalid(
      `failed to find node execution [${protoText(NodeExecutionIdentifierSchema, source.value)}]. Error: ${reason}`,
    );
  }
}
