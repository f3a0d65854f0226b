import "server-only";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import { FileWindow } from "./file-window";
import { factsFound } from "./formats/facts";
import { geoFound } from "./formats/geojson";
import { inflate } from "./formats/gzip";
import { readImage } from "./formats/image";
import { mediaFound } from "./formats/media";
import { readNpy } from "./formats/npy";
import { readSafetensors } from "./formats/safetensors";
import { tableFound } from "./formats/table";
import { readTar } from "./formats/tar";
import { type Decoded, decodeText, textFound } from "./formats/text";
import { readZip } from "./formats/zip";
import { readParquet } from "./parquet/read-parquet";
import { BrokenFile, base64Of, type Found } from "./reading";
import { type Sniffed, sniff } from "./sniff";

export type Wanted = {
  /** First rows of a Parquet file, which cost further requests. */
  rows: boolean;
};

/** What is shown of bytes that are nothing known. */
const SHOWN_HEAD = 1_024;
/** A gzip within a gzip is not opened. */
const MAX_LAYERS = 1;

/** Judges a file by its bytes and reads what is worth showing. A file that lies is `broken`, never a failure. */
export async function readContent(window: FileWindow, wanted: Wanted, layer = 0): Promise<Found> {
  if (window.head.length === 0) return { content: { kind: "empty" }, notes: [] };
  const sniffed = sniff(window.head, window.name);
  try {
    if (sniffed.kind === "gzip") return await gzipFound(window, wanted, layer);
    return await readAs(sniffed, window, wanted);
  } catch (error) {
    return { content: brokenContent(error, sniffed, window), notes: [] };
  }
}

async function readAs(sniffed: Exclude<Sniffed, { kind: "gzip" }>, window: FileWindow, wanted: Wanted): Promise<Found> {
  switch (sniffed.kind) {
    case "image":
      return readImage(sniffed.format, window);
    case "media":
      return mediaFound(sniffed.mediaType, window);
    case "facts":
      return factsFound(sniffed.format, window);
    case "parquet":
      return readParquet(window, wanted.rows);
    case "npy":
      return readNpy(window);
    case "safetensors":
      return readSafetensors(window);
    case "zip":
      return readZip(window);
    case "tar":
      return readTar(window);
    case "text":
      return readText(window);
  }
}

/** Ranges beyond the bytes at hand, and sizes that no array can have. */
function brokenContent(error: unknown, sniffed: Sniffed, window: FileWindow) {
  const format = "format" in sniffed ? sniffed.format : sniffed.kind;
  const headBase64 = base64Of(window.head.subarray(0, SHOWN_HEAD));
  if (error instanceof BrokenFile)
    return { kind: "broken", format: error.format, message: error.message, headBase64 } as const;
  if (!(error instanceof RangeError)) throw error;
  return { kind: "broken", format, message: "It is cut off within its header.", headBase64 } as const;
}

async function readText(window: FileWindow): Promise<Found> {
  const bytes = await window.start(PREVIEW_LIMITS.textBytes);
  const decoded = decodeText(bytes);
  if (decoded === null)
    return { content: { kind: "bytes", headBase64: base64Of(bytes.subarray(0, SHOWN_HEAD)) }, notes: [] };
  return (
    markupFound(decoded, window) ??
    (await geoFound(decoded.text, window)) ??
    tableFound(decoded, window) ??
    textFound(decoded, window)
  );
}

const HTML =
  /^(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype html|html|head|body|script|style|title|meta|div|table|iframe|h1|p|a|br|img)[\s>/]/is;
const SVG = /^(?:\s|<!--.*?-->|<\?xml[^>]*>|<!doctype svg[^>[]*(?:\[.*?\])?[^>]*>)*<svg[\s>/]/is;

/** Markup is drawn in a frame without origin; it comes with its text, which is what a search or a copy wants. */
function markupFound(decoded: Decoded, window: FileWindow): Found | null {
  const start = decoded.text.trimStart().slice(0, 10_000);
  const kind = SVG.test(start) ? "svg" : HTML.test(start) ? "html" : null;
  if (kind === null) return null;
  const { content, notes } = textFound(decoded, window);
  return { content: { kind, text: content.kind === "text" ? content.text : "" }, notes };
}

async function gzipFound(window: FileWindow, wanted: Wanted, layer: number): Promise<Found> {
  const { bytes, isWhole, innerName, notes } = await inflate(window);
  const name = innerName ?? window.name.replace(/\.gz$/i, "");
  if (layer >= MAX_LAYERS) {
    const content = { kind: "bytes", headBase64: base64Of(bytes.subarray(0, SHOWN_HEAD)) } as const;
    return { content, notes: [...notes, "It is compressed more than once and not opened further."] };
  }
  const inner = await readContent(FileWindow.ofBytes(name, bytes, isWhole), { ...wanted, rows: false }, layer + 1);
  return { content: { kind: "gzip", innerName, inner: inner.content }, notes: [...notes, ...inner.notes] };
}
