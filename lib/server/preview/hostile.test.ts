import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { PreviewContent } from "@/lib/core/preview/types";
import { hostileBytes, hostileCases } from "@/lib/testing/hostile/load";
import { FileWindow } from "./file-window";
import { readContent } from "./read-content";

const FILES = join(import.meta.dirname, "../../testing/hostile/files");

/** Opens bytes as a store would hand them out, and judges that limits hold. */
async function preview(name: string, bytes: Uint8Array, sizeBytes = bytes.length) {
  let asked = 0;
  const window = await FileWindow.open(name, async (offset, length) => {
    asked += length;
    const part = new Uint8Array(length);
    const there = Math.max(0, Math.min(length, sizeBytes - offset));
    part.set(bytes.subarray(offset, offset + there));
    return { bytes: part.subarray(0, there), totalBytes: sizeBytes };
  });
  const startedMs = performance.now();
  const found = await readContent(window, { rows: true });
  expect(performance.now() - startedMs).toBeLessThan(5_000);
  expect(asked).toBeLessThanOrEqual(PREVIEW_LIMITS.totalBytes + PREVIEW_LIMITS.headBytes);
  expect(JSON.stringify(found).length).toBeLessThan(8 * PREVIEW_LIMITS.textBytes);
  return found;
}

/** What each file is shown as; `broken` says why. */
const SHOWN: Readonly<Record<string, PreviewContent["kind"] | RegExp>> = {
  "png-huge.png": "image",
  "png-60k.png": "image",
  "png-zero.png": "broken",
  "png-cut.png": "broken",
  "png-chunk-length.png": "broken",
  "png-ztxt-bomb.png": "image",
  "gif-frames.gif": "image",
  "bmp-lies.bmp": "broken",
  "webp-lies.webp": "image",
  "jpeg-huge.jpg": "image",
  "ico-count.ico": "broken",
  "tiff-loop.tif": "facts",
  "parquet-footer-4g.parquet": "broken",
  "parquet-encrypted.parquet": "broken",
  "npy-object.npy": "array",
  "npy-shape.npy": "array",
  "pickle-global.pkl": "facts",
  "safetensors-length.safetensors": "broken",
  "hdf5-empty.h5": "broken",
  "wav-lies.wav": "broken",
  "mp4-box.mp4": "broken",
  "font-noise.woff2": "facts",
  "pdf-open-action.pdf": "facts",
  "html-named.svg": "html",
  "svg-named.png": "svg",
  "polyglot-png-html.png": "broken",
  "polyglot-gif-js.gif": "broken",
  "tar-odd.tar": "archive",
  "zip-slip.zip": "archive",
  "gzip-cut.gz": "gzip",
};

describe("files that lie", () => {
  it.each(readdirSync(FILES))("%s is bounded and safe", async (name) => {
    const found = await preview(name, readFileSync(join(FILES, name)));
    if (SHOWN[name] !== undefined) expect(found.content.kind, JSON.stringify(found).slice(0, 300)).toBe(SHOWN[name]);
    if (name.startsWith("parquet")) expect(found.content.kind).toBe("broken");
    if (found.content.kind === "broken") expect(found.content.message).toMatch(/^[A-Z].*\.$/s);
    if (found.content.kind === "image" && /huge|60k|frames|lies/.test(name)) {
      expect(found.content.isDrawable).toBe(false);
      expect(found.notes.join()).toMatch(/Not drawn/);
    }
    expect(Reflect.get({}, "pwned")).toBeUndefined();
  });

  it.each(hostileCases("encoding").filter((each) => each.where.includes("file")))("$id $title", async (each) => {
    const { content } = await preview("x.csv", hostileBytes(each) ?? new Uint8Array());
    expect(["text", "table", "html", "svg", "bytes", "image", "facts", "broken"]).toContain(content.kind);
  });

  it("marks what is odd in an archive", async () => {
    const slip = await preview("a.zip", readFileSync(join(FILES, "zip-slip.zip")));
    expect(JSON.stringify(slip.content)).toContain("climbs out of its folder");
    const twice = await preview("a.zip", readFileSync(join(FILES, "zip-duplicates.zip")));
    expect(JSON.stringify(twice.content)).toContain("2 entries have this name");
    const links = await preview("a.zip", readFileSync(join(FILES, "zip-symlink.zip")));
    expect(JSON.stringify(links.content)).toContain("link, not followed");
  });
});

describe("files that are large inside", () => {
  let before = 0;
  beforeEach(() => {
    before = process.memoryUsage().rss;
  });
  const grownMiB = () => (process.memoryUsage().rss - before) / 1024 / 1024;

  it("stops inflating at the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024));
    before = process.memoryUsage().rss;
    const { content, notes } = await preview("zeros.gz", bomb);
    expect(content.kind).toBe("gzip");
    expect(notes.join()).toContain("1,000,000 unpacked bytes");
    expect(grownMiB()).toBeLessThan(150);
  });

  it("opens no gzip in a gzip in a gzip", async () => {
    const nested = gzipSync(gzipSync(gzipSync(Buffer.alloc(1024 * 1024))));
    const { notes } = await preview("x.gz", nested);
    expect(notes.join()).toContain("compressed more than once");
  });

  it("reads 50,000 empty members in time", async () => {
    const member = gzipSync(Buffer.alloc(0));
    expect((await preview("m.gz", Buffer.concat(Array.from({ length: 50_000 }, () => member)))).content.kind).toBe(
      "gzip",
    );
  });

  it("compares a footer of 512 MiB with what it may read before it asks for it", async () => {
    const sparse = Buffer.alloc(1_000_000);
    sparse.write("PAR1", 0);
    sparse.writeUInt32LE(512 * 1024 * 1024, sparse.length - 8);
    sparse.write("PAR1", sparse.length - 4);
    let asked = 0;
    const size = 1024 ** 3;
    const window = await FileWindow.open("x.parquet", async (offset, length) => {
      asked += length;
      const at = offset === 0 ? 0 : offset - (size - sparse.length);
      return { bytes: new Uint8Array(sparse.subarray(at, at + length)), totalBytes: size };
    });
    expect((await readContent(window, { rows: false })).content.kind).toBe("broken");
    expect(asked).toBeLessThanOrEqual(128 * 1024);
  });

  it("draws no image of 30,000 by 30,000 pixels", async () => {
    const header = Buffer.alloc(33);
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1").copy(header);
    header.writeUInt32BE(13, 8);
    header.write("IHDR", 12);
    header.writeUInt32BE(30_000, 16);
    header.writeUInt32BE(30_000, 20);
    const chunk = Buffer.alloc(8);
    chunk.writeUInt32BE(40_000_000);
    chunk.write("IDAT", 4);
    const { content } = await preview("x.png", Buffer.concat([header, chunk]), 50_000_000);
    expect(content).toMatchObject({ kind: "image", width: 30_000, isDrawable: false });
  });
});
