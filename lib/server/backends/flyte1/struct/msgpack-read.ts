import "server-only";
import type { Datum } from "@/lib/core/value";
import { formatInstant, type Instant } from "@/lib/server/backends/flyte1/wire-time";
import { toBase64 } from "./base64";
import { toFloat } from "./float-text";
import { writeMsgpack } from "./msgpack-write";

/** Nesting beyond this is refused: values are walked recursively, here and in the browser. */
const DEPTH_LIMIT = 256;

class Malformed extends Error {}

/**
 * The tree of one whole msgpack value, or null for bytes that are not exactly that. `isShortest` says whether
 * `writeMsgpack` makes the same bytes of the tree: others write floats in 32 bits or lengths wider than needed.
 */
export function readMsgpack(bytes: Uint8Array): { datum: Datum; isShortest: boolean } | null {
  const reader = new Reader(bytes);
  try {
    const datum = reader.datum(0);
    if (!reader.isAtEnd) return null;
    return { datum, isShortest: !reader.isOdd || Buffer.compare(writeMsgpack(datum), bytes) === 0 };
  } catch (error) {
    // DataView reports reads past the end as RangeError, TextDecoder bad UTF-8 as TypeError.
    if (error instanceof Malformed || error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** Up to here plain ASCII is read by hand, as a decoder costs more than such a text. */
const SHORT_TEXT = 24;

class Reader {
  private at = 0;
  /** Something was read that may not be the shortest writing. */
  isOdd = false;
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
    if (tag <= 0xc6) return { kind: "bytes", base64: toBase64(this.take(this.length(1 << (tag - 0xc4), 0))) };
    return this.extension(this.unsigned(1 << (tag - 0xc7)));
  }

  /** Floats and integers of a stated width: 0xca to 0xd3. */
  private number(tag: number): Datum {
    if (tag <= 0xcb) return this.float(tag === 0xca ? 4 : 8);
    if (tag < 0xd0) return this.integer(1 << (tag - 0xcc), false, SHORTER_MAX[tag]);
    return this.integer(1 << (tag - 0xd0), true, SHORTER_MIN[tag]);
  }

  private float(width: 4 | 8): Datum {
    const value = width === 4 ? this.view.getFloat32(this.at) : this.view.getFloat64(this.at);
    this.at += width;
    // A NaN has many spellings.
    if (width === 4 || Number.isNaN(value)) this.isOdd = true;
    return { kind: "float", value: toFloat(value) };
  }

  /** `shorter` is the last integer that a shorter form could have held; those from 0 on need no sign. */
  private integer(width: number, isSigned: boolean, shorter: number | bigint = 0): Datum {
    const value = this.whole(width, isSigned);
    if (isSigned ? value >= shorter : value <= shorter) this.isOdd = true;
    return integer(value);
  }

  /** Fixed extensions, strings, lists and maps: 0xd4 to 0xdf. */
  private sized(tag: number, depth: number): Datum {
    if (tag <= 0xd8) return this.extension(1 << (tag - 0xd4));
    if (tag <= 0xdb) return this.string(this.length(1 << (tag - 0xd9), 31));
    if (tag <= 0xdd) return this.list(this.length(2 << (tag - 0xdc), 15), depth);
    return this.map(this.length(2 << (tag - 0xde), 15), depth);
  }

  private string(length: number): Datum {
    const short = length <= SHORT_TEXT ? this.ascii(length) : null;
    return { kind: "string", value: short ?? utf8.decode(this.take(length)) };
  }

  /** A text of plain ASCII; null, with nothing taken, for any other. */
  private ascii(length: number): string | null {
    const end = this.at + length;
    if (end > this.bytes.length) throw new Malformed();
    let text = "";
    for (let at = this.at; at < end; at += 1) {
      const byte = this.bytes[at] ?? 0x80;
      if (byte > 0x7f) return null;
      text += String.fromCharCode(byte);
    }
    this.at = end;
    return text;
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
    this.isOdd = true;
    const type = this.view.getInt8(this.at);
    this.at += 1;
    const content = this.take(length);
    const instant = type === -1 ? toInstant(content) : null;
    const value = instant === null ? null : formatInstant(instant);
    return value === null ? { kind: "extension", type, base64: toBase64(content) } : { kind: "timestamp", value };
  }

  private unsigned(width: number): number {
    const at = this.at;
    this.at += width;
    if (width === 1) return this.view.getUint8(at);
    return width === 2 ? this.view.getUint16(at) : this.view.getUint32(at);
  }

  /** A length of that width; up to `fixedMax` it would have had place in the tag. */
  private length(width: number, fixedMax: number): number {
    const length = this.unsigned(width);
    const shorterMax = width === 4 ? 0xffff : width === 2 && fixedMax !== 15 ? 0xff : fixedMax;
    if (length <= shorterMax && !(fixedMax === 0 && width === 1)) this.isOdd = true;
    return length;
  }

  private whole(width: number, isSigned: boolean): number | bigint {
    const at = this.at;
    this.at += width;
    if (width === 8) return isSigned ? this.view.getBigInt64(at) : this.view.getBigUint64(at);
    if (width === 4) return isSigned ? this.view.getInt32(at) : this.view.getUint32(at);
    if (width === 2) return isSigned ? this.view.getInt16(at) : this.view.getUint16(at);
    return isSigned ? this.view.getInt8(at) : this.view.getUint8(at);
  }

  private take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new Malformed();
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }
}

/** By tag: the greatest and the least integer that a shorter form could have held. */
const SHORTER_MAX: Readonly<Record<number, number | bigint>> = { 204: 0x7f, 205: 0xff, 206: 0xffff, 207: 0xffff_ffffn };
const SHORTER_MIN: Readonly<Record<number, number | bigint>> = {
  208: -32,
  209: -0x80,
  210: -0x8000,
  211: -0x8000_0000n,
};

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
