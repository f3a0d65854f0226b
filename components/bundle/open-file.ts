import { checkBundle } from "@/lib/contract/bundle/check-bundle";
import { type BundleProblem, decodeBundle } from "@/lib/core/bundle/decode-bundle";
import { BUNDLE_LIMITS } from "@/lib/core/bundle/limits";
import type { BundleFile } from "@/lib/core/bundle/types";
import { formatBytes } from "@/lib/core/format/bytes";

export type OpenedFile = { ok: true; file: BundleFile } | { ok: false; message: string };

/** Reads a file that was dropped or picked; a sentence on why not when it cannot be. */
export async function openFile(file: File): Promise<OpenedFile> {
  if (file.size > BUNDLE_LIMITS.fileBytes) return { ok: false, message: WORDS["too-large"] };
  try {
    const decoded = await decodeBundle(new Uint8Array(await file.arrayBuffer()), checkBundle);
    if (decoded.ok) return decoded;
    const where = decoded.where === null ? "" : ` The first wrong place is ${decoded.where.slice(0, 200)}.`;
    return { ok: false, message: `${WORDS[decoded.problem]}${where}` };
  } catch {
    return { ok: false, message: "The browser could not read the file. It may have been moved or changed." };
  }
}

const WORDS: Record<BundleProblem, string> = {
  "not-a-bundle": "This is not a run that Contrail saved.",
  "newer-version": "It was saved by a newer Contrail than this one.",
  "too-large": `It is larger than a run may be: ${formatBytes(BUNDLE_LIMITS.fileBytes)}, or ${formatBytes(BUNDLE_LIMITS.textBytes)} unpacked.`,
  damaged: "It is damaged: a part of it is missing or was changed.",
  "wrong-shape": "It does not hold a run as Contrail saves one.",
};
