import { BUNDLE_LIMITS } from "./limits";
import { streamOf } from "./stream-of";
import { BUNDLE_FORMAT, BUNDLE_VERSION, type BundleFile } from "./types";

export type BundleProblem = "not-a-bundle" | "newer-version" | "too-large" | "damaged" | "wrong-shape";

/** `where` names the place in the file at which its shape is wrong. */
export type DecodedBundle =
  | { ok: true; file: BundleFile }
  | { ok: false; problem: BundleProblem; where: string | null };

/** Checks the shape of the whole file (lib/contract/bundle). */
export type BundleCheck = (json: unknown) => { ok: true; file: BundleFile } | { ok: false; where: string };

type Limits = typeof BUNDLE_LIMITS;

/**
 * Reads a file that anyone may have made. Never throws: what it expands to is counted while it expands, its nesting is
 * bounded before `check` walks it, and nothing of it is believed before `check` agreed.
 */
export async function decodeBundle(
  bytes: Uint8Array<ArrayBuffer>,
  check: BundleCheck,
  limits: Limits = BUNDLE_LIMITS,
): Promise<DecodedBundle> {
  if (bytes.byteLength > limits.fileBytes) return failed("too-large");
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return failed("not-a-bundle");
  const text = await expand(bytes, limits.textBytes);
  if (typeof text !== "string") return failed(text.problem);
  const json = parse(text);
  if (json === undefined) return failed("damaged");
  const problem = problemOfHead(json) ?? (isTooDeep(json, limits.depth) ? "wrong-shape" : null);
  if (problem !== null) return failed(problem);
  const checked = check(json);
  return checked.ok ? checked : { ok: false, problem: "wrong-shape", where: checked.where };
}

const failed = (problem: BundleProblem): DecodedBundle => ({ ok: false, problem, where: null });

async function expand(bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<string | { problem: BundleProblem }> {
  const reader = streamOf(bytes).pipeThrough(new DecompressionStream("gzip")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parts: string[] = [];
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > maxBytes) {
        await reader.cancel();
        return { problem: "too-large" };
      }
      parts.push(decoder.decode(part.value, { stream: true }));
    }
    return parts.join("") + decoder.decode();
  } catch {
    return { problem: "damaged" };
  }
}

function parse(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}

function problemOfHead(json: unknown): BundleProblem | null {
  if (typeof json !== "object" || json === null || !("format" in json) || json.format !== BUNDLE_FORMAT) {
    return "not-a-bundle";
  }
  const version = "version" in json ? json.version : null;
  if (typeof version === "number" && version > BUNDLE_VERSION) return "newer-version";
  return version === BUNDLE_VERSION ? null : "wrong-shape";
}

/** Level by level, so that no nesting can exhaust the stack here. */
function isTooDeep(json: unknown, maxDepth: number): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      for (const child of Object.values(value)) if (typeof child === "object" && child !== null) below.push(child);
    }
    level = below;
  }
  return false;
}
