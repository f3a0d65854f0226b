import "server-only";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { ImageFormat } from "@/lib/core/preview/types";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { asciiAt, BrokenFile, type Found, viewOf } from "@/lib/server/preview/reading";

type Size = { width: number; height: number };

/** Sizes come from headers alone: nothing is decoded or allocated by what a header says. */
const SIZE_OF: Readonly<Record<ImageFormat, (bytes: Uint8Array, fileBytes: number | null) => Size>> = {
  png: pngSize,
  gif: (bytes) => ({ width: viewOf(bytes).getUint16(6, true), height: viewOf(bytes).getUint16(8, true) }),
  bmp: bmpSize,
  webp: webpSize,
  jpeg: jpegSize,
};

export async function readImage(format: ImageFormat, window: FileWindow): Promise<Found> {
  // Cameras put previews before the frame of a JPEG: its header may lie behind the head.
  const bytes = format === "jpeg" ? await window.start(PREVIEW_LIMITS.textBytes) : window.head;
  const { width, height } = SIZE_OF[format](bytes, window.sizeBytes);
  if (width < 1 || height < 1) throw new BrokenFile(format, `The header says ${width} × ${height} pixels.`);
  const notes: string[] = [];
  if (width * height > PREVIEW_LIMITS.pixels)
    notes.push(`Not drawn: ${width} × ${height} pixels are more than ${PREVIEW_LIMITS.pixels / 1e6} million.`);
  if ((window.sizeBytes ?? 0) > PREVIEW_LIMITS.imageBytes)
    notes.push(`Not drawn: the file is larger than ${PREVIEW_LIMITS.imageBytes / 1024 / 1024} MiB.`);
  const content = { kind: "image", format, mediaType: `image/${format}`, width, height } as const;
  return { content: { ...content, isDrawable: notes.length === 0 }, notes };
}

function pngSize(bytes: Uint8Array, fileBytes: number | null): Size {
  const view = viewOf(bytes);
  if (asciiAt(bytes, 12, 4) !== "IHDR") throw new BrokenFile("png", "The image does not begin with its header.");
  checkChunks(bytes, fileBytes);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the chunks that lie in the head: each must end within the file. */
function checkChunks(bytes: Uint8Array, fileBytes: number | null): void {
  const view = viewOf(bytes);
  const end = fileBytes ?? Number.POSITIVE_INFINITY;
  let at = 8;
  while (at + 8 <= bytes.length) {
    const type = asciiAt(bytes, at + 4, 4);
    at += 12 + view.getUint32(at);
    if (at > end) throw new BrokenFile("png", `The chunk ${JSON.stringify(type)} goes beyond the end of the file.`);
    if (type === "IEND") return;
  }
  if (fileBytes !== null && bytes.length >= fileBytes) throw new BrokenFile("png", "The image is cut off.");
}

function bmpSize(bytes: Uint8Array, fileBytes: number | null): Size {
  const view = viewOf(bytes);
  const dataOffset = view.getUint32(10, true);
  if (fileBytes !== null && dataOffset >= fileBytes)
    throw new BrokenFile("bmp", `The pixels are said to begin at byte ${dataOffset}, beyond the end of the file.`);
  // A negative height says that rows run from the top.
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

function webpSize(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  const kind = asciiAt(bytes, 12, 4);
  if (kind === "VP8X") return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (kind === "VP8 ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== "VP8L") throw new BrokenFile("webp", "The image does not begin with its header.");
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** Markers of a frame header: SOF0 to SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegSize(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (view.getUint8(at) !== 0xff) break;
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // Fill bytes and markers that stand alone have no length.
    const isAlone = marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += marker === 0xff ? 1 : isAlone ? 2 : 2 + Math.max(2, view.getUint16(at + 2));
  }
  throw new BrokenFile("jpeg", "The image has no frame header within its first megabyte.");
}
