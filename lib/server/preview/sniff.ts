import "server-only";
import type { ImageFormat } from "@/lib/core/preview/types";
import type { FactFormat } from "./formats/facts";
import { mediaTypeOf } from "./formats/media";
import { isSafetensors } from "./formats/safetensors";
import { isTar } from "./formats/tar";
import { extensionOf } from "./formats/text";

/** What a file is by its first bytes. `text` stands for everything without a telling start. */
export type Sniffed =
  | { kind: "image"; format: ImageFormat }
  | { kind: "media"; mediaType: string }
  | { kind: "facts"; format: FactFormat }
  | { kind: "gzip" }
  | { kind: "parquet" | "npy" | "safetensors" | "zip" | "tar" | "text" };

const bytesOf = (text: string): number[] => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));

const STARTS: readonly { bytes: readonly number[]; is: Sniffed }[] = [
  { bytes: [0x89, ...bytesOf("PNG\r\n\x1a\n")], is: { kind: "image", format: "png" } },
  { bytes: [0xff, 0xd8, 0xff], is: { kind: "image", format: "jpeg" } },
  { bytes: bytesOf("GIF87a"), is: { kind: "image", format: "gif" } },
  { bytes: bytesOf("GIF89a"), is: { kind: "image", format: "gif" } },
  { bytes: bytesOf("PAR1"), is: { kind: "parquet" } },
  { bytes: bytesOf("PARE"), is: { kind: "parquet" } },
  { bytes: [0x93, ...bytesOf("NUMPY")], is: { kind: "npy" } },
  { bytes: [0x89, ...bytesOf("HDF\r\n\x1a\n")], is: { kind: "facts", format: "hdf5" } },
  { bytes: bytesOf("ARROW1"), is: { kind: "facts", format: "arrow" } },
  { bytes: bytesOf("Obj\x01"), is: { kind: "facts", format: "avro" } },
  { bytes: bytesOf("PK\x03\x04"), is: { kind: "zip" } },
  { bytes: bytesOf("PK\x05\x06"), is: { kind: "zip" } },
  { bytes: [0x1f, 0x8b], is: { kind: "gzip" } },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], is: { kind: "facts", format: "zstd" } },
  { bytes: bytesOf("%PDF-"), is: { kind: "facts", format: "pdf" } },
  { bytes: bytesOf("wOF2"), is: { kind: "facts", format: "font" } },
  { bytes: bytesOf("wOFF"), is: { kind: "facts", format: "font" } },
  { bytes: bytesOf("OTTO"), is: { kind: "facts", format: "font" } },
  { bytes: bytesOf("II*\0"), is: { kind: "facts", format: "tiff" } },
  { bytes: bytesOf("MM\0*"), is: { kind: "facts", format: "tiff" } },
  { bytes: [0, 0, 1, 0], is: { kind: "facts", format: "ico" } },
];

/** Names that tell formats without a magic number; they choose a reader that judges the bytes by itself. */
const BY_NAME: Readonly<Record<string, FactFormat>> = {
  onnx: "onnx",
  pkl: "pickle",
  pickle: "pickle",
  joblib: "pickle",
};

export function sniff(head: Uint8Array, name: string): Sniffed {
  const start = STARTS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (start !== undefined) return start.is;
  return byStructure(head) ?? byName(head, name);
}

function byStructure(head: Uint8Array): Sniffed | null {
  const at = (offset: number, text: string): boolean =>
    bytesOf(text).every((byte, index) => head[offset + index] === byte);
  if (at(0, "RIFF") && at(8, "WEBP")) return { kind: "image", format: "webp" };
  if (at(0, "BM") && head.length >= 26 && head[6] === 0 && head[7] === 0) return { kind: "image", format: "bmp" };
  if (isTar(head)) return { kind: "tar" };
  const mediaType = mediaTypeOf(head);
  return mediaType === null ? null : { kind: "media", mediaType };
}

function byName(head: Uint8Array, name: string): Sniffed {
  if (isSafetensors(head, name)) return { kind: "safetensors" };
  // Protocols 2 to 5 begin with PROTO and their number.
  if (head[0] === 0x80 && [2, 3, 4, 5].includes(head[1] ?? 0)) return { kind: "facts", format: "pickle" };
  const extension = extensionOf(name);
  const format = Object.hasOwn(BY_NAME, extension) ? BY_NAME[extension] : undefined;
  return format === undefined ? { kind: "text" } : { kind: "facts", format };
}
