import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { ServiceImpl } from "@connectrpc/connect";
import {
  type CreateDownloadLocationRequest,
  type CreateDownloadLocationResponse,
  CreateDownloadLocationResponseSchema,
  type CreateUploadLocationRequest,
  type CreateUploadLocationResponse,
  CreateUploadLocationResponseSchema,
  type DataProxyService,
} from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import type { AdminContext } from "../context";
import { alreadyExists, internal, invalid } from "../errors";
import { base32 } from "./base32";
import { createDownloadLink } from "./download-link";
import { expiryMs } from "./expiry";
import { getData } from "./get-data";
import { randomFileName } from "./random-file-name";

export function dataProxyService(context: AdminContext): ServiceImpl<typeof DataProxyService> {
  return {
    createUploadLocation: (request) => createUploadLocation(context, request),
    createDownloadLocation: (request) => createDownloadLocation(context, request),
    createDownloadLink: (request) => createDownloadLink(context, request),
    getData: (request) => getData(context, request),
  };
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
