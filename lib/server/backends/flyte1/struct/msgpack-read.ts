import "server-only";
import type { Datum } from "@/lib/core/value";
import { formatInstant, type Instant } from "@/lib/server/backends/flyte1/wire-time";
import { toBase64 } from "./base64";
import { toFloat } from "./float-text";

/** Nesting beyond this is refused: values are walked recursively, here and in the browser. */
const DEPTH_LIMIT = 256;

class Malformed extends Error {}

/** The tree of one whole msgpack value, or null for bytes that are not exactly that. */
export function readMsgpack(bytes: Uint8Array): Datum | null {
  const reader = new Reader(bytes);
  try {
    const datum = reader.datum(0);
    return reader.isAtEnd ? datum : null;
  } catch (error) {
    // DataView reports reads past the end as RangeError, TextDecoder bad UTF-8 as TypeError.
    if (error instanceof Malformed || error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

class Reader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  datum(depth: number): Datum {
    if (depth > DEPTH_LIMIT) throw new Malformed();
    const tag = this.unsigned(1);
    if (tag <= 0x7f) return integer(tag);
    if (tag <= 0x8f) return this.map(tag & 0x0f, depth);
    if (tag <= 0x9f) return this.list(tag & 0x0f, depth);
    if (tag <= 0xbf) return this.string(tag & 0x1f);
    if (tag >= 0xe0) return integer(tag - 0x100);
    if (tag <= 0xc9) return this.small(tag);
    return tag <= 0xd3 ? this.number(tag) : this.sized(tag, depth);
  }

  /** nil, booleans, byte strings and sized extensions: 0xc0 to 0xc9. */
  private small(tag: number): Datum {
    if (tag === 0xc0) return { kind: "null" };
    if (tag === 0xc1) throw new Malformed();
    if (tag <= 0xc3) return { kind: "boolean", value: tag === 0xc3 };
    if (tag <= 0xc6) return { kind: "bytes", base64: toBase64(this.take(this.unsigned(1 << (tag - 0xc4)))) };
    return this.extension(this.unsigned(1 << (tag - 0xc7)));
  }

  /** Floats and integers of a stated width: 0xca to 0xd3. */
  private number(tag: number): Datum {
    if (tag <= 0xcb) {
      const width = tag === 0xca ? 4 : 8;
      const value = width === 4 ? this.view.getFloat32(this.at) : this.view.getFloat64(this.at);
      this.at += width;
      return { kind: "float", value: toFloat(value) };
    }
    const isSigned = tag >= 0xd0;
    const bits = 8 << (tag - (isSigned ? 0xd0 : 0xcc));
    const raw = this.wide(bits / 8);
    return integer(isSigned ? BigInt.asIntN(bits, raw) : raw);
  }

  /** Fixed extensions, strings, lists and maps: 0xd4 to 0xdf. */
  private sized(tag: number, depth: number): Datum {
    if (tag <= 0xd8) return this.extension(1 << (tag - 0xd4));
    if (tag <= 0xdb) return this.string(this.unsigned(1 << (tag - 0xd9)));
    if (tag <= 0xdd) return this.list(this.unsigned(2 << (tag - 0xdc)), depth);
    return this.map(this.unsigned(2 << (tag - 0xde)), depth);
  }

  private string(length: number): Datum {
    return { kind: "string", value: utf8.decode(this.take(length)) };
  }

  private list(length: number, depth: number): Datum {
    const items: Datum[] = [];
    for (let index = 0; index < length; index += 1) items.push(this.datum(depth + 1));
    return { kind: "list", items };
  }

  private map(length: number, depth: number): Datum {
    const entries: { key: Datum; value: Datum }[] = [];
    for (let index = 0; index < length; index += 1) {
      entries.push({ key: this.datum(depth + 1), value: this.datum(depth + 1) });
    }
    return { kind: "map", entries };
  }

  private extension(length: number): Datum {
    const type = this.view.getInt8(this.at);
    this.at += 1;
    const content = this.take(length);
    const instant = type === -1 ? toInstant(content) : null;
    const value = instant === null ? null : formatInstant(instant);
    return value === null ? { kind: "extension", type, base64: toBase64(content) } : { kind: "timestamp", value };
  }

  private unsigned(width: number): number {
    return Number(this.wide(width));
  }

  private wide(width: number): bigint {
    let value = 0n;
    for (const byte of this.take(width)) value = (value << 8n) | BigInt(byte);
    return value;
  }

  private take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new Malformed();
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }
}

const integer = (value: number | bigint): Datum => ({ kind: "integer", value: String(value) });

/** msgpack's own timestamp in its three widths. */
function toInstant(content: Uint8Array): Instant | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (content.length === 4) return { seconds: BigInt(view.getUint32(0)), nanos: 0 };
  if (content.length === 12) return { seconds: view.getBigInt64(4), nanos: view.getUint32(0) };
  if (content.length !== 8) return null;
  const packed = view.getBigUint64(0);
  return { seconds: packed & 0x3_ffff_ffffn, nanos: Number(packed >> 34n) };
}
