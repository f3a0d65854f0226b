import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, renameSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname } from "node:path";

/** The largest upload: more than any code package or test file. */
const MAX_BYTES = 512 * 1024 * 1024;

/** Takes a PUT into a file. A `Content-MD5` that does not fit refuses it, as S3 does. */
export async function receiveFile(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}.upload`;
  const file = createWriteStream(draft);
  const hash = createHash("md5");
  let received = 0;
  try {
    for await (const chunk of request) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      received += bytes.length;
      if (received > MAX_BYTES) throw new Error("the upload is too large");
      hash.update(bytes);
      if (!file.write(bytes)) await new Promise<void>((resolve) => file.once("drain", () => resolve()));
    }
    await new Promise<void>((resolve, reject) =>
      file.end((error?: Error | null) => (error ? reject(error) : resolve())),
    );
    const digest = hash.digest("base64");
    const wanted = request.headers["content-md5"];
    if (wanted !== undefined && wanted !== "" && wanted !== digest) {
      rmSync(draft, { force: true });
      response.writeHead(400, { "content-type": "text/plain" }).end("Content-MD5 does not fit\n");
      return;
    }
    renameSync(draft, path);
    response.writeHead(200, { etag: `"${Buffer.from(digest, "base64").toString("hex")}"` }).end();
  } catch {
    file.destroy();
    rmSync(draft, { force: true });
    if (!response.headersSent) response.writeHead(413).end();
  }
}
