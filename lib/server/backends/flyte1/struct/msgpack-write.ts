import "server-only";
import { ContrailError } from "@/lib/core/errors";
import type { Datum } from "@/lib/core/value";
import { parseInstant } from "@/lib/server/backends/flyte1/wire-time";
import { fromBase64 } from "./base64";
import { fromFloat } from "./float-text";

/** The shortest msgpack of a tree. Throws `invalid` for integers beyond 64 bits and moments that are none. */
export function writeMsgpack(datum: Datum): Uint8Array {
  const parts: Uint8Array[] = [];
  write(datum, parts);
  return new Uint8Array(Buffer.concat(parts));
}

function write(datum: Datum, parts: Uint8Array[]): void {
  if (datum.kind === "list") {
    parts.push(head(datum.items.length, 0x90, 15, [null, 0xdc, 0xdd]));
    for (const item of datum.items) write(item, parts);
  } else if (datum.kind === "map") {
    parts.push(head(datum.entries.length, 0x80, 15, [null, 0xde, 0xdf]));
    for (const { key, value } of datum.entries) {
      write(key, parts);
      write(value, parts);
    }
  } else {
    parts.push(...leaf(datum));
  }
}

function leaf(datum: Exclude<Datum, { kind: "list" | "map" }>): Uint8Array[] {
  switch (datum.kind) {
    case "null":
      return [Uint8Array.of(0xc0)];
    case "boolean":
      return [Uint8Array.of(datum.value ? 0xc3 : 0xc2)];
    case "integer":
      return [integer(datum.value)];
    case "float":
      return [float(fromFloat(datum.value))];
    case "string":
      return string(datum.value);
    case "bytes":
      return byteString(fromBase64(datum.base64));
    case "timestamp":
      return extension(-1, timestamp(datum.value));
    case "extension":
      return extension(datum.type, fromBase64(datum.base64));
  }
}

function sized(tag: number, width: number, value: bigint | number): Uint8Array {
  const bytes = Buffer.alloc(1 + width);
  bytes[0] = tag;
  let rest = BigInt.asUintN(width * 8, BigInt(value));
  for (let at = width; at > 0; at -= 1) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

/** The head of something with a length: in the tag itself up to `fixedMax`, else by the tag for 1, 2 or 4 bytes. */
function head(length: number, fixedTag: number, fixedMax: number, tags: [number | null, number, number]): Uint8Array {
  if (length <= fixedMax) return Uint8Array.of(fixedTag | length);
  if (tags[0] !== null && length <= 0xff) return sized(tags[0], 1, length);
  return length <= 0xffff ? sized(tags[1], 2, length) : sized(tags[2], 4, length);
}

function integer(text: string): Uint8Array {
  const value = /^-?\d{1,20}$/.test(text) ? BigInt(text) : null;
  if (value === null || value < -(2n ** 63n) || value >= 2n ** 64n) {
    throw new ContrailError("invalid", `“${text}” is not an integer of 64 bits.`);
  }
  if (value >= 0n) return value <= 0x7fn ? Uint8Array.of(Number(value)) : unsigned(value);
  if (value >= -32n) return Uint8Array.of(Number(value + 0x100n));
  const width = [1, 2, 4].findIndex((bytes) => BigInt.asIntN(bytes * 8, value) === value);
  return width < 0 ? sized(0xd3, 8, value) : sized(0xd0 + width, 1 << width, value);
}

function unsigned(value: bigint): Uint8Array {
  const width = [1, 2, 4].findIndex((bytes) => value < 2n ** BigInt(bytes * 8));
  return width < 0 ? sized(0xcf, 8, value) : sized(0xcc + width, 1 << width, value);
}

function float(value: number): Uint8Array {
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xcb;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function string(text: string): Uint8Array[] {
  const bytes = Buffer.from(text, "utf8");
  return [head(bytes.length, 0xa0, 31, [0xd9, 0xda, 0xdb]), bytes];
}

function byteString(bytes: Uint8Array): Uint8Array[] {
  return [head(bytes.length, 0, -1, [0xc4, 0xc5, 0xc6]), bytes];
}

function extension(type: number, content: Uint8Array): Uint8Array[] {
  const fixed = [1, 2, 4, 8, 16].indexOf(content.length);
  const start = fixed >= 0 ? Uint8Array.of(0xd4 + fixed) : head(content.length, 0, -1, [0xc7, 0xc8, 0xc9]);
  return [start, Uint8Array.of(type & 0xff), content];
}

function timestamp(text: string): Uint8Array {
  const instant = parseInstant(text);
  if (instant === null) throw new ContrailError("invalid", `“${text}” is not a moment in UTC.`);
  const { seconds, nanos } = instant;
  const bytes = Buffer.alloc(nanos === 0 && seconds >> 32n === 0n ? 4 : seconds >> 34n === 0n ? 8 : 12);
  if (bytes.length === 4) bytes.writeUInt32BE(Number(seconds));
  else if (bytes.length === 8) bytes.writeBigUInt64BE((BigInt(nanos) << 34n) | seconds);
  else {
    bytes.writeUInt32BE(nanos);
    bytes.writeBigInt64BE(seconds, 4);
  }
  return bytes;
}
