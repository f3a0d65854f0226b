import "server-only";
import type { Fact } from "@/lib/core/preview/types";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { asciiAt, BrokenFile, type Found, viewOf } from "@/lib/server/preview/reading";

/** Formats of which only a few facts of the header are told; nothing of them is loaded, drawn or run. */
const READERS = {
  pickle: pickleFacts,
  hdf5: hdf5Facts,
  onnx: onnxFacts,
  arrow: arrowFacts,
  avro: avroFacts,
  ico: icoFacts,
  tiff: tiffFacts,
  pdf: (window: FileWindow) => [
    { name: "version", value: /^%PDF-([\d.]{1,8})/.exec(asciiAt(window.head, 0, 16))?.[1] ?? "" },
  ],
  font: (window: FileWindow) => [{ name: "type", value: asciiAt(window.head, 0, 4).replace(/[^\x20-\x7e]/g, "?") }],
  zstd: () => [{ name: "compression", value: "Zstandard" }],
} satisfies Record<string, (window: FileWindow) => Fact[]>;

export type FactFormat = keyof typeof READERS;

const NOTES: Readonly<Partial<Record<FactFormat, string>>> = {
  pickle: "A pickle runs code when it is loaded, so it never is.",
  pdf: "A PDF is not opened here: it can be downloaded.",
  font: "It is not loaded as a font.",
  zstd: "It is not unpacked here.",
};

export function factsFound(format: FactFormat, window: FileWindow): Found {
  const note = NOTES[format];
  return {
    content: { kind: "facts", format, facts: READERS[format](window) },
    notes: note === undefined ? [] : [note],
  };
}

const sizeOf = (window: FileWindow): number => window.sizeBytes ?? Number.MAX_SAFE_INTEGER;

function pickleFacts({ head }: FileWindow): Fact[] {
  return [{ name: "protocol", value: head[0] === 0x80 ? String(head[1]) : "0 or 1" }];
}

function hdf5Facts(window: FileWindow): Fact[] {
  const view = viewOf(window.head);
  const version = view.getUint8(8);
  if (version > 3) throw new BrokenFile("hdf5", `Its superblock is said to have version ${version}.`);
  const offsetBytes = view.getUint8(version < 2 ? 13 : 9);
  if (offsetBytes !== 8) return [{ name: "superblock", value: String(version) }];
  const end = view.getBigUint64(version < 2 ? 40 : 28, true);
  if (end > BigInt(sizeOf(window)))
    throw new BrokenFile("hdf5", `It is said to end at byte ${end}, beyond the end of the file.`);
  return [
    { name: "superblock", value: String(version) },
    { name: "end of data", value: String(end) },
  ];
}

const ONNX_TEXTS: ReadonlyMap<number, string> = new Map([
  [2, "producer"],
  [3, "producer version"],
  [4, "domain"],
  [6, "description"],
]);

/** Fields of ModelProto that lie in the head; the graph is passed over by its length. */
function onnxFacts(window: FileWindow): Fact[] {
  const facts: Fact[] = [];
  let at = 0;
  while (at < window.head.length && facts.length < 20) {
    const tag = varint(window.head, at);
    const field = Number(tag.value >> 3n);
    const isText = (tag.value & 7n) === 2n;
    if (!isText && (tag.value & 7n) !== 0n) throw new BrokenFile("onnx", "It is no message of ONNX.");
    const value = varint(window.head, tag.end);
    at = value.end;
    if (!isText) {
      if (field === 1 || field === 5)
        facts.push({ name: field === 1 ? "IR version" : "model version", value: String(value.value) });
      continue;
    }
    if (BigInt(at) + value.value > BigInt(sizeOf(window)))
      throw new BrokenFile("onnx", `A part is said to have ${value.value} bytes, beyond the end of the file.`);
    const name = ONNX_TEXTS.get(field);
    const end = at + Number(value.value);
    if (name !== undefined)
      facts.push({ name, value: new TextDecoder().decode(window.head.subarray(at, Math.min(end, at + 500))) });
    if (field === 7) facts.push({ name: "graph", value: `${value.value} bytes` });
    at = end;
  }
  return facts;
}

function varint(bytes: Uint8Array, start: number): { value: bigint; end: number } {
  let value = 0n;
  for (let index = 0; index < 10; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) break;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return { value, end: start + index + 1 };
  }
  throw new BrokenFile("onnx", "It ends within a number.");
}

function arrowFacts(window: FileWindow): Fact[] {
  const view = viewOf(window.head);
  const length = view.getInt32(view.getUint32(8, true) === 0xffffffff ? 12 : 8, true);
  if (length < 0 || length > sizeOf(window))
    throw new BrokenFile("arrow", `Its first message is said to have ${length} bytes, beyond the end of the file.`);
  return [{ name: "schema message", value: `${length} bytes` }];
}

/** The schema is shown as its text, since one may name itself. */
function avroFacts(window: FileWindow): Fact[] {
  const text = new TextDecoder("latin1").decode(window.head);
  const at = text.indexOf("avro.schema");
  const start = at < 0 ? -1 : text.indexOf("{", at);
  const codec = /avro\.codec.([a-z0-9]{1,20})/s.exec(text)?.[1] ?? "null";
  return [
    { name: "codec", value: codec },
    { name: "schema", value: start < 0 ? "" : (text.slice(start, start + 4_000).split("\0")[0] ?? "") },
  ];
}

function icoFacts(window: FileWindow): Fact[] {
  const count = viewOf(window.head).getUint16(4, true);
  if (6 + 16 * count > sizeOf(window))
    throw new BrokenFile("ico", `It is said to hold ${count} images, the file is too small for that.`);
  return [{ name: "images", value: String(count) }];
}

/** Width and height of the first directory; further directories are not followed. */
function tiffFacts({ head }: FileWindow): Fact[] {
  const view = viewOf(head);
  const isLittle = head[0] === 0x49;
  const start = view.getUint32(4, isLittle);
  const facts: Fact[] = [{ name: "first directory", value: `byte ${start}` }];
  if (start + 2 > head.length) return facts;
  const count = view.getUint16(start, isLittle);
  for (let at = start + 2; at + 12 <= head.length && at < start + 2 + 12 * count; at += 12) {
    const tag = view.getUint16(at, isLittle);
    const isShort = view.getUint16(at + 2, isLittle) === 3;
    const value = isShort ? view.getUint16(at + 8, isLittle) : view.getUint32(at + 8, isLittle);
    if (tag === 256 || tag === 257) facts.push({ name: tag === 256 ? "width" : "height", value: String(value) });
  }
  return facts;
}
