import "server-only";
import { BrokenFile } from "@/lib/server/preview/reading";

/** Numbers and structs of a message by their field numbers; text and lists are checked and passed over. */
export type Fields = ReadonlyMap<number, number | Fields>;

const MAX_DEPTH = 24;
/** Ten bytes hold 64 bits. */
const MAX_VARINT_BYTES = 10;

const broken = (message: string): BrokenFile => new BrokenFile("parquet", message);

/**
 * Reads a struct of Thrift's compact protocol and believes nothing: lengths and counts are compared with what is left,
 * depth and integers are bounded. A footer that passes is safe for a reader that trusts it.
 */
export class CompactReader {
  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {}

  struct(depth = 0): Fields {
    if (depth > MAX_DEPTH) throw broken(`Its metadata is nested deeper than ${MAX_DEPTH} levels.`);
    const fields = new Map<number, number | Fields>();
    let id = 0;
    for (let head = this.byte(); (head & 0x0f) !== 0; head = this.byte()) {
      const step = head >> 4;
      id = step === 0 ? this.integer() : id + step;
      const value = this.value(head & 0x0f, depth);
      if (value !== null) fields.set(id, value);
    }
    return fields;
  }

  private value(type: number, depth: number): number | Fields | null {
    if (type === 1 || type === 2) return type === 1 ? 1 : 0;
    if (type === 3) return this.byte();
    if (type >= 4 && type <= 6) return this.integer();
    if (type === 12) return this.struct(depth + 1);
    if (type === 7) this.skip(8);
    else if (type === 8) this.skip(this.varint());
    else if (type === 9) this.list(depth);
    else throw broken(`Its metadata holds a value of the unknown type ${type}.`);
    return null;
  }

  private list(depth: number): void {
    if (depth > MAX_DEPTH) throw broken(`Its metadata is nested deeper than ${MAX_DEPTH} levels.`);
    const head = this.byte();
    const count = head >> 4 === 15 ? this.varint() : head >> 4;
    if (count > this.bytes.length - this.at)
      throw broken(`Its metadata holds a list of ${count} items in ${this.bytes.length - this.at} bytes.`);
    const type = head & 0x0f;
    for (let index = 0; index < count; index++) {
      if (type === 1 || type === 2) this.skip(1);
      else this.value(type, depth + 1);
    }
  }

  private byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw broken("Its metadata ends in the middle.");
    this.at += 1;
    return byte;
  }

  private skip(count: number): void {
    if (count > this.bytes.length - this.at)
      throw broken(`Its metadata holds a text of ${count} bytes where ${this.bytes.length - this.at} are left.`);
    this.at += count;
  }

  private varint(): number {
    let value = 0;
    for (let index = 0; index < MAX_VARINT_BYTES; index++) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    throw broken("Its metadata holds an integer without end.");
  }

  /** ZigZag; beyond 2^53 only the magnitude is right, which is enough for comparing with limits. */
  private integer(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
