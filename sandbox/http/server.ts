import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { ObjectStore } from "../contract";
import { type Control, control } from "./control";
import { LOG_ROUTE, logObject } from "./log-path";
import { receiveFile } from "./receive-file";
import { sendFile } from "./send-file";
import { OBJECT_ROUTE, type ObjectSigner } from "./signer";
import type { CallStats } from "./stats";

type HttpParts = { objects: ObjectStore; signer: ObjectSigner; stats: CallStats; control?: Control };

/** The HTTP port: signed objects, logs, health and the counts of calls. It is not FlyteAdmin's JSON gateway. */
export function createHttpServer(parts: HttpParts): Server {
  return createServer((request, response) => {
    answer(parts, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400, { "content-type": "text/plain" });
      response.end();
    });
  });
}

async function answer(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://sandbox.invalid");
  if (parts.control !== undefined && (await control(parts.control, request, response, url))) return;
  await route(parts, request, response, url);
}

async function route(parts: HttpParts, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const { pathname } = url;
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (pathname === "/healthcheck" && isRead) {
    response.writeHead(200).end();
  } else if (pathname === "/stats" && isRead) {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(parts.stats.report()));
  } else if (pathname.startsWith(LOG_ROUTE) && isRead) {
    const path = parts.objects.pathOf(logObject(parts.objects.prefix, pathname));
    sendFile(request, response, path, "text/plain; charset=utf-8");
  } else if (pathname.startsWith(OBJECT_ROUTE) && (isRead || request.method === "PUT")) {
    await routeObject(parts, request, response, url);
  } else {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
  }
}

async function routeObject(
  { objects, signer }: HttpParts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const verdict = signer.verify(request.method ?? "", url, Date.now());
  if ("refused" in verdict) {
    response.writeHead(403, { "content-type": "text/plain" }).end(`${verdict.refused}\n`);
    return;
  }
  const path = objects.pathOf(verdict.uri);
  if (request.method === "PUT") await receiveFile(request, response, path);
  else
    sendFile(request, response, path, path.endsWith(".html") ? "text/html; charset=utf-8" : "application/octet-stream");
}
