import { randomUUID } from "node:crypto";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";

/** A browser as the BFF sees it: one open stream of events, read and thrown away. */
export type SseClient = { bytes: () => number; close: () => void; failure: () => Error | null };

/** `origin` is the console's without its base path. */
export function openSseClient(origin: string, ref: ExecutionRef): SseClient {
  const abort = new AbortController();
  let bytes = 0;
  let failure: Error | null = null;
  const read = async () => {
    const response = await fetch(`${origin}${apiPaths.live(ref)}?subscriber=${randomUUID()}`, {
      headers: { accept: "text/event-stream" },
      signal: abort.signal,
    });
    if (!response.ok || response.body === null) throw new Error(`the live stream answered ${response.status}`);
    for await (const chunk of response.body) bytes += chunk.length;
  };
  read().catch((error: unknown) => {
    if (!abort.signal.aborted) failure = error instanceof Error ? error : new Error(String(error));
  });
  return { bytes: () => bytes, close: () => abort.abort(), failure: () => failure };
}
