import "server-only";

/** Whole characters of a piece of UTF-8: the bytes before and after them belong to characters that the piece cuts. */
export type CutText = { text: string; before: number; after: number };

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/**
 * Decodes a piece. `startsInside`: it may begin within a character; `endsInside`: more bytes may follow, so a character
 * that is cut at the end is left for the next piece. Bytes that are no UTF-8 at all become U+FFFD.
 */
export function cutText(
  bytes: Uint8Array,
  { startsInside, endsInside }: { startsInside: boolean; endsInside: boolean },
): CutText {
  let before = 0;
  while (startsInside && before < 3 && isContinuation(bytes[before])) before += 1;
  const after = endsInside ? openBytes(bytes) : 0;
  const end = Math.max(before, bytes.length - after);
  return {
    text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(before, end)),
    before,
    after: bytes.length - end,
  };
}

/** How many bytes at the end begin a character that is not whole. */
function openBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte === undefined || isContinuation(byte)) continue;
    const length = byte >= 0xf0 && byte < 0xf8 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return byte < 0xf8 && length > back ? back : 0;
  }
  return 0;
}
