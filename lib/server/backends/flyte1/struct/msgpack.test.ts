import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMsgpack } from "./msgpack-read";
import { writeMsgpack } from "./msgpack-write";

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(" ", ""), "hex"));

describe("readMsgpack", () => {
  it.each([
    ["an integer", "01", { kind: "integer", value: "1" }],
    ["a float of the same size apart from it", "cb 3ff0000000000000", { kind: "float", value: 1 }],
    ["a float of 32 bits", "ca 3f800000", { kind: "float", value: 1 }],
    ["an integer beyond 2^53", "cf ffffffffffffffff", { kind: "integer", value: "18446744073709551615" }],
    ["the smallest integer", "d3 8000000000000000", { kind: "integer", value: "-9223372036854775808" }],
    [
      "a key that is a number",
      "81 01 c3",
      {
        kind: "map",
        entries: [{ key: { kind: "integer", value: "1" }, value: { kind: "boolean", value: true } }],
      },
    ],
    ["a timestamp", "d6 ff 00000001", { kind: "timestamp", value: "1970-01-01T00:00:01Z" }],
    [
      "nanoseconds",
      "c7 0c ff 00000001 ffffffffffffffff",
      { kind: "timestamp", value: "1969-12-31T23:59:59.000000001Z" },
    ],
  ])("reads %s", (_, hex, datum) => {
    expect(readMsgpack(bytesOf(hex))?.datum).toEqual(datum);
  });

  it.each([
    ["nothing", ""],
    ["a byte that means nothing", "c1"],
    ["a list cut short", "92 01"],
    ["a length beyond the end", "db ffffffff 61"],
    ["a map of four billion entries", "df ffffffff"],
    ["bytes after the end", "01 02"],
    ["text that is not UTF-8", "a1 ff"],
    ["nesting without end", "91".repeat(5_000)],
  ])("refuses %s", (_, hex) => {
    expect(readMsgpack(bytesOf(hex))).toBeNull();
  });

  it("never throws, and reads back what it wrote of what it read", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const read = readMsgpack(bytes);
        if (read === null) return;
        const written = writeMsgpack(read.datum);
        expect(readMsgpack(written)?.datum).toEqual(read.datum);
        expect(read.isShortest).toBe(Buffer.compare(written, bytes) === 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["ints", "95 7f cc80 cd0100 ce00010000 cf0000000100000000"],
    ["negative ints", "95 e0 d0df d1ff7f d2ffff7fff d3ffffffff7fffffff"],
    ["texts", "92 a161 d920 6161616161616161616161616161616161616161616161616161616161616161"],
  ])("keeps the shortest encoding of %s bit for bit", (_, hex) => {
    const read = readMsgpack(bytesOf(hex));
    expect(read?.isShortest).toBe(true);
    expect(read === null ? null : writeMsgpack(read.datum)).toEqual(bytesOf(hex));
  });

  it.each([
    ["a float of 32 bits", "ca 3f800000"],
    ["an integer wider than needed", "cd 0001"],
    ["a negative one", "d1 ffff"],
    ["a positive one with a sign", "d0 01"],
    ["a text wider than needed", "d9 01 61"],
    ["a list wider than needed", "dc 0001 01"],
    ["a map wider than needed", "de 0001 01 01"],
    ["bytes wider than needed", "c5 0001 61"],
    ["another NaN", "cb fff8000000000000"],
    ["a moment wider than needed", "c7 0c ff 00000000 0000000000000001"],
  ])("tells %s from the shortest writing", (_, hex) => {
    expect(readMsgpack(bytesOf(hex))?.isShortest).toBe(false);
  });
});
