import "server-only";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type SchemaElement, snappyUncompress } from "hyparquet";
import { BrokenFile, viewOf } from "@/lib/server/preview/reading";
import { readHybrid } from "./levels";
import { type Plain, readPlain } from "./plain";
import { CompactReader, type Fields } from "./thrift";

const MAX_PAGE_BYTES = 16 * 1024 * 1024;
const MAX_DICTIONARY = 100_000;

/** Numbers of the format: page types and encodings. */
const PAGE = { data: 0, dictionary: 2, dataV2: 3 } as const;
const ENCODING = { plain: 0, plainDictionary: 2, runs: 3, dictionary: 8 } as const;

/** A codec or an encoding that is not read here: the column is left out, and counted. */
export class UnreadColumn extends Error {}

const CODECS: Readonly<Record<string, (input: Uint8Array, length: number) => Uint8Array>> = {
  UNCOMPRESSED: (input) => input,
  SNAPPY: (input, length) => {
    const output = new Uint8Array(length);
    snappyUncompress(input, output);
    return output;
  },
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
};

export type Column = { leaf: SchemaElement; codec: string; want: number };

/**
 * The first values of a flat column from the bytes at the start of its chunk; null stands for null. Work and memory follow
 * `want` and the limits above, never a count in a page. Fewer values come when the bytes end before.
 */
export function readValues(bytes: Uint8Array, column: Column): (Plain | null)[] {
  const values: (Plain | null)[] = [];
  let dictionary: Plain[] = [];
  const reader = new CompactReader(bytes, 0);
  while (values.length < column.want && reader.at < bytes.length) {
    const header = reader.struct();
    const length = numberOf(header, 3);
    if (length < 0) throw new BrokenFile("parquet", `A page is said to have ${length} bytes.`);
    if (reader.at + length > bytes.length) break;
    const body = bytes.subarray(reader.at, reader.at + length);
    reader.at += length;
    const type = numberOf(header, 1);
    if (type === PAGE.dictionary)
      dictionary = readPlain(unpacked(body, numberOf(header, 2), column.codec), column.leaf, MAX_DICTIONARY);
    if (type === PAGE.data) values.push(...dataPage(body, header, column, dictionary, column.want - values.length));
    if (type === PAGE.dataV2) values.push(...dataPageV2(body, header, column, dictionary, column.want - values.length));
  }
  return values;
}

function dataPage(
  body: Uint8Array,
  header: Fields,
  column: Column,
  dictionary: Plain[],
  want: number,
): (Plain | null)[] {
  const about = structOf(header, 5);
  const bytes = unpacked(body, numberOf(header, 2), column.codec);
  const count = boundedCount(about, want);
  if (column.leaf.repetition_type === "REQUIRED")
    return decoded(bytes, about, 2, column, dictionary, Array(count).fill(1));
  const levelBytes = viewOf(bytes).getUint32(0, true);
  const levels = readHybrid(bytes.subarray(4, 4 + levelBytes), 1, count);
  return decoded(bytes.subarray(4 + levelBytes), about, 2, column, dictionary, levels);
}

function dataPageV2(
  body: Uint8Array,
  header: Fields,
  column: Column,
  dictionary: Plain[],
  want: number,
): (Plain | null)[] {
  const about = structOf(header, 8);
  const levelBytes = numberOf(about, 5);
  const start = levelBytes + numberOf(about, 6);
  if (levelBytes < 0 || start < 0 || start > body.length)
    throw new BrokenFile("parquet", `A page is said to have ${start} bytes of levels.`);
  const count = boundedCount(about, want);
  const isRequired = column.leaf.repetition_type === "REQUIRED";
  const levels: number[] = isRequired ? Array(count).fill(1) : readHybrid(body.subarray(0, levelBytes), 1, count);
  const packed = body.subarray(start);
  const isPacked = about.get(7) !== 0;
  const bytes = isPacked ? unpacked(packed, numberOf(header, 2) - start, column.codec) : packed;
  return decoded(bytes, about, 4, column, dictionary, levels);
}

const boundedCount = (about: Fields, want: number): number => Math.max(0, Math.min(numberOf(about, 1), want));

/** Values where a level says that there is one. */
function decoded(
  bytes: Uint8Array,
  about: Fields,
  encodingField: number,
  { leaf }: Column,
  dictionary: Plain[],
  levels: readonly number[],
): (Plain | null)[] {
  const present = levels.filter((level) => level > 0).length;
  const encoding = numberOf(about, encodingField);
  const values = present === 0 ? [] : valuesOf(bytes, encoding, leaf, dictionary, present);
  let next = 0;
  return levels.map((level) => (level > 0 ? (values[next++] ?? null) : null));
}

function valuesOf(
  bytes: Uint8Array,
  encoding: number,
  leaf: SchemaElement,
  dictionary: Plain[],
  want: number,
): Plain[] {
  if (encoding === ENCODING.plain) return readPlain(bytes, leaf, want);
  if (encoding === ENCODING.runs && leaf.type === "BOOLEAN")
    return readHybrid(bytes.subarray(4), 1, want).map((bit) => bit === 1);
  if (encoding !== ENCODING.dictionary && encoding !== ENCODING.plainDictionary) throw new UnreadColumn();
  const width = bytes[0] ?? 0;
  const indices = width === 0 ? Array<number>(want).fill(0) : readHybrid(bytes.subarray(1), width, want);
  return indices.map((index) => {
    const value = dictionary[index];
    if (value === undefined)
      throw new BrokenFile("parquet", `A page names the value ${index} of a dictionary of ${dictionary.length}.`);
    return value;
  });
}

function unpacked(body: Uint8Array, length: number, codec: string): Uint8Array {
  if (length < 0 || length > MAX_PAGE_BYTES) throw new BrokenFile("parquet", `A page is said to have ${length} bytes.`);
  const unpack = Object.hasOwn(CODECS, codec) ? CODECS[codec] : undefined;
  if (unpack === undefined) throw new UnreadColumn();
  try {
    return unpack(body, length);
  } catch (cause) {
    throw new BrokenFile(
      "parquet",
      `A page cannot be unpacked: ${cause instanceof Error ? cause.message : "unknown"}.`,
    );
  }
}

function structOf(header: Fields, field: number): Fields {
  const value = header.get(field);
  if (value instanceof Map) return value;
  throw new BrokenFile("parquet", "A page does not say how it is encoded.");
}

function numberOf(fields: Fields, field: number): number {
  const value = fields.get(field);
  return typeof value === "number" ? value : 0;
}
