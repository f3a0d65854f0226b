import "server-only";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { asciiAt, BrokenFile, type Found, viewOf } from "@/lib/server/preview/reading";

const TYPES: readonly { at: number; start: string; type: string }[] = [
  { at: 8, start: "WAVE", type: "audio/wav" },
  { at: 0, start: "ID3", type: "audio/mpeg" },
  { at: 0, start: "\xff\xfb", type: "audio/mpeg" },
  { at: 0, start: "\xff\xf3", type: "audio/mpeg" },
  { at: 0, start: "OggS", type: "audio/ogg" },
  { at: 0, start: "fLaC", type: "audio/flac" },
  { at: 4, start: "ftypM4A", type: "audio/mp4" },
  { at: 4, start: "ftyp", type: "video/mp4" },
  { at: 0, start: "\x1a\x45\xdf\xa3", type: "video/webm" },
];

/** Types that browsers play, by the first bytes; null for everything else. */
export function mediaTypeOf(head: Uint8Array): string | null {
  return TYPES.find(({ at, start }) => asciiAt(head, at, start.length) === start)?.type ?? null;
}

/** The browser plays it from the blob's own address; what plainly lies is said instead. */
export function mediaFound(mediaType: string, window: FileWindow): Found {
  if (mediaType === "audio/wav") checkWav(window);
  if (mediaType.endsWith("/mp4")) checkBoxes(window);
  const media = mediaType.startsWith("audio/") ? "audio" : "video";
  return { content: { kind: "media", media, mediaType }, notes: [] };
}

function checkWav({ head, sizeBytes }: FileWindow): void {
  const view = viewOf(head);
  const rate = view.getUint32(24, true);
  if (asciiAt(head, 12, 4) === "fmt " && rate === 0)
    throw new BrokenFile("wav", "Its header says a rate of 0 samples a second.");
  const length = view.getUint32(4, true);
  if (sizeBytes !== null && length !== 0xffffffff && length > sizeBytes)
    throw new BrokenFile("wav", `Its header says ${length} bytes, the file has ${sizeBytes}.`);
}

/** Boxes in the head: each has at least its own header, and ends within the file. */
function checkBoxes({ head, sizeBytes }: FileWindow): void {
  const view = viewOf(head);
  let at = 0;
  while (at + 8 <= head.length) {
    const length = view.getUint32(at);
    if (length === 0) return;
    const bytes = length === 1 && at + 16 <= head.length ? Number(view.getBigUint64(at + 8)) : length;
    const type = JSON.stringify(asciiAt(head, at + 4, 4));
    if (bytes < 8) throw new BrokenFile("mp4", `The box ${type} is said to have ${bytes} bytes.`);
    at += bytes;
    if (sizeBytes !== null && at > sizeBytes)
      throw new BrokenFile("mp4", `The box ${type} goes beyond the end of the file.`);
  }
}
