import "server-only";
import { BrokenFile } from "@/lib/server/preview/reading";

/**
 * The first `want` values of Parquet's hybrid of runs and packed bits. Never more are made than are wanted, whatever a run
 * says of its length, and every run takes at least a byte, so it ends with the bytes.
 */
export function readHybrid(bytes: Uint8Array, bitWidth: number, want: number): number[] {
  if (bitWidth > 32) throw new BrokenFile("parquet", `A page packs its values in ${bitWidth} bits.`);
  const values: number[] = [];
  let at = 0;
  while (values.length < want) {
    const head = varintAt(bytes, at);
    at = head.end;
    const left = want - values.length;
    if (head.value % 2 === 1) {
      const count = ((head.value - 1) / 2) * 8;
      unpack(bytes.subarray(at), bitWidth, Math.min(count, left), values);
      at += Math.ceil((count * bitWidth) / 8);
    } else {
      const width = Math.ceil(bitWidth / 8);
      const value = littleEndian(bytes, at, width);
      at += width;
      for (let index = Math.min(head.value / 2, left); index > 0; index--) values.push(value);
    }
  }
  return values;
}

function varintAt(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  for (let index = 0; index < 5; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: start + index + 1 };
  }
  throw new BrokenFile("parquet", "A page ends within its levels.");
}

function littleEndian(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = 0; index < width; index++) value += (bytes[at + index] ?? 0) * 2 ** (8 * index);
  return value;
}

function unpack(bytes: Uint8Array, bitWidth: number, count: number, values: number[]): void {
  for (let index = 0; index < count; index++) {
    let value = 0;
    for (let bit = 0; bit < bitWidth; bit++) {
      const at = index * bitWidth + bit;
      if ((((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) === 1) value += 2 ** bit;
    }
    values.push(value);
  }
}
