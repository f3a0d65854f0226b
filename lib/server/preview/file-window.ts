import "server-only";
import { ContrailError } from "@/lib/core/errors";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";

/** Up to `length` bytes from `offset`, and the size of the whole where it is known. */
export type ReadAt = (
  offset: number,
  length: number,
) => Promise<{ bytes: Uint8Array<ArrayBuffer>; totalBytes: number | null }>;

/** A file of which only parts are read: the sum is bounded, and counted with the requests. */
export class FileWindow {
  readBytes = 0;
  requests = 0;

  private constructor(
    readonly name: string,
    private readonly readAt: ReadAt,
    private first: Uint8Array<ArrayBuffer>,
    public sizeBytes: number | null,
  ) {}

  /** Reads the head: every file costs at least this one request. */
  static async open(name: string, readAt: ReadAt): Promise<FileWindow> {
    const window = new FileWindow(name, readAt, new Uint8Array(), null);
    window.first = await window.ask(0, PREVIEW_LIMITS.headBytes);
    if (window.first.length < PREVIEW_LIMITS.headBytes) window.sizeBytes ??= window.first.length;
    return window;
  }

  /** Bytes that are in memory already; `isWhole` when the file ends with them. */
  static ofBytes(name: string, bytes: Uint8Array<ArrayBuffer>, isWhole: boolean): FileWindow {
    const readAt: ReadAt = async (offset, length) => ({
      bytes: bytes.subarray(offset, offset + length),
      totalBytes: isWhole ? bytes.length : null,
    });
    return new FileWindow(name, readAt, bytes.subarray(0, PREVIEW_LIMITS.headBytes), isWhole ? bytes.length : null);
  }

  get head(): Uint8Array<ArrayBuffer> {
    return this.first;
  }

  /** The first `length` bytes, or all when there are fewer; the head is not asked for again. */
  async start(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const isWhole = this.sizeBytes !== null && this.sizeBytes <= this.first.length;
    if (!isWhole && this.first.length < length) {
      const more = await this.ask(this.first.length, length - this.first.length);
      this.first = new Uint8Array(Buffer.concat([this.first, more]));
    }
    return this.first.subarray(0, length);
  }

  /** Exactly these bytes, or fewer at the end of the file. */
  async read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (offset + length <= this.first.length) return this.first.subarray(offset, offset + length);
    return this.ask(offset, length);
  }

  private async ask(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (this.readBytes + length > PREVIEW_LIMITS.totalBytes)
      throw new ContrailError("too_large", `A preview reads ${PREVIEW_LIMITS.totalBytes} bytes of a file at most.`);
    this.requests += 1;
    const { bytes, totalBytes } = await this.readAt(offset, length);
    this.readBytes += bytes.length;
    this.sizeBytes ??= totalBytes;
    return bytes;
  }
}
