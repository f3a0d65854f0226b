import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

const ROOT = fileURLToPath(new URL(".", import.meta.url));

/** One recorded call. The JSON and the base64 of a body are the same message. */
const recordedCall = z.object({
  rpc: z.string().nullable(),
  title: z.string(),
  requestBase64: z.string().optional(),
  responseBase64: z.string().optional(),
  ok: z.boolean().optional(),
});
export type RecordedCall = z.infer<typeof recordedCall>;

const callFile = z.object({ calls: z.array(recordedCall) });

/** Names of the recordings in a folder (`executions`, `specs/pairs`), sorted, relative to the recordings. */
export function listRecordings(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => /\.jsonl?(\.gz)?$/.test(name))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** The whole text of a recording, unpacked. */
function readText(path: string): string {
  const bytes = readFileSync(join(ROOT, path));
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** Calls of a file of `calls`, `executions` or `specs`, in the order in which they were made. */
export function loadCalls(path: string): RecordedCall[] {
  return callFile.parse(JSON.parse(readText(path))).calls;
}

/** Lines of a timeline: the header, the frames, the end. */
export function loadLines(path: string): unknown[] {
  return readText(path)
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
}

/** The bytes of a recorded body; null where the call has none. */
export function bodyOf(call: RecordedCall, side: "request" | "response"): Uint8Array | null {
  const base64 = side === "request" ? call.requestBase64 : call.responseBase64;
  return base64 === undefined ? null : new Uint8Array(Buffer.from(base64, "base64"));
}
