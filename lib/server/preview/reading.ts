import "server-only";
import type { PreviewContent } from "@/lib/core/preview/types";

/** What a reader of one format finds; notes say what is cut or cannot be true. */
export type Found = { content: PreviewContent; notes: string[] };

/** The file contradicts what its first bytes say. The message is for a person. */
export class BrokenFile extends Error {
  constructor(
    readonly format: string,
    message: string,
  ) {
    super(message);
    this.name = "BrokenFile";
  }
}

/** Numbers inside bytes; reading beyond the end throws RangeError, which counts as a broken file. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const asciiAt = (bytes: Uint8Array, offset: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length));

export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
