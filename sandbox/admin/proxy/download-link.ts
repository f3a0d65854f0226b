import { existsSync } from "node:fs";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ConnectError } from "@connectrpc/connect";
import { NodeExecutionIdentifierSchema } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import {
  ArtifactType,
  type CreateDownloadLinkRequest,
  CreateDownloadLinkRequestSchema,
  type CreateDownloadLinkResponse,
  CreateDownloadLinkResponseSchema,
  PreSignedURLsSchema,
} from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import type { AdminContext } from "../context";
import { invalid, notFound } from "../errors";
import { nodeRow } from "../nodes/node-rows";
import { toNodeExecution } from "../nodes/read";
import { protoText } from "../text/proto-text";
import { expiryMs } from "./expiry";

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
  const isHere = deckUri.startsWith(`${context.objects.prefix}/`);
  if (!isHere || !existsSync(context.objects.pathOf(deckUri))) {
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
