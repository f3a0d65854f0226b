import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { FileWindow } from "./file-window";
import { parseRows } from "./formats/table";
import { readContent } from "./read-content";

/** A file of `sizeBytes`: the bytes at its start, zeros, and `end` at its end. */
async function read(
  name: string,
  start: string | Uint8Array,
  options: { sizeBytes?: number; end?: Uint8Array; rows?: boolean } = {},
) {
  const bytes = typeof start === "string" ? Buffer.from(start) : start;
  const { sizeBytes = bytes.length, end = new Uint8Array(), rows = false } = options;
  const window = await FileWindow.open(name, async (offset, length) => {
    const part = new Uint8Array(Math.max(0, Math.min(length, sizeBytes - offset)));
    part.set(bytes.subarray(offset, offset + part.length));
    const endAt = sizeBytes - end.length;
    const from = Math.max(offset, endAt);
    if (end.length > 0 && from < offset + part.length)
      part.set(end.subarray(from - endAt, offset + part.length - endAt), from - offset);
    return { bytes: part, totalBytes: sizeBytes };
  });
  const found = await readContent(window, { rows });
  return { ...found, window };
}

describe("text", () => {
  it("is told by its bytes, whatever its name says", async () => {
    expect((await read("x.png", '{"a": 1}')).content).toMatchObject({ kind: "text", language: "json" });
    expect((await read("x", "\ufeffa: 1\n")).content).toMatchObject({ kind: "text", charset: "utf-8", text: "a: 1\n" });
    expect((await read("x.csv", "<script>alert(1)</script>\na,b")).content.kind).toBe("html");
    expect((await read("x", `${" ".repeat(10_240)}<script>1</script>`)).content.kind).toBe("html");
    expect((await read("x.html", "")).content.kind).toBe("empty");
    expect((await read("x.txt", new Uint8Array(5_000).fill(1))).content.kind).toBe("bytes");
  });

  it("says what is no text in its charset", async () => {
    const { content, notes } = await read(
      "x",
      Buffer.concat([Buffer.from("ok ".repeat(40)), Buffer.from([0xff]), Buffer.from("end")]),
    );
    expect(content).toMatchObject({ kind: "text", replaced: 1 });
    expect(notes.join()).toContain("1 places are no UTF-8");
  });

  it("reads one megabyte of a long one, and counts it", async () => {
    const { content, notes, window } = await read("x.log", "line of a log\n".repeat(200_000));
    expect(content).toMatchObject({ kind: "text", isCut: true });
    expect(window.readBytes).toBe(1_000_000);
    expect(notes.join()).toBe("The first 1,000,000 of 2,800,000 bytes were read.");
  });
});

describe("tables", () => {
  it("gives cells as they are written", async () => {
    const { content } = await read("x.csv", 'a,b\r\n"x, ""y""\n",=1+1\r\n\r\n1,\n');
    expect(content).toEqual({
      kind: "table",
      delimiter: ",",
      columns: ["a", "b"],
      rows: [['x, "y"\n', "=1+1"], [""], ["1", ""]],
      columnsKnown: 2,
      isCut: false,
    });
  });

  it("brings back any cells that were written by the rules", () => {
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), { maxLength: 6 }), (rows) => {
        const text = rows.map((row) => row.map(quoted).join(",")).join("\n");
        expect(parseRows(text, ",", 100)).toEqual(rows);
      }),
    );
  });

  it("shows the first rows of a large one", async () => {
    const { content, window, notes } = await read("x.csv", `a,b\n${"1,2\n".repeat(500_000)}`);
    expect(content.kind === "table" && content.rows.length).toBe(1_000);
    expect(window.readBytes).toBeLessThanOrEqual(1_000_000);
    expect(notes.join(" ")).toContain("The first 1,000 rows are shown.");
  });
});

describe("maps", () => {
  it("draws features and keeps names of members as data", async () => {
    const features = [
      {
        type: "Feature",
        geometry: { type: "Point", coordinates: [4.9, 52.4] },
        properties: { __proto__x: 1, eta: 3.5 },
      },
      {
        type: "Feature",
        geometry: {
          type: "Polygon",
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        },
        properties: null,
      },
      { type: "Feature", geometry: { type: "constructor", coordinates: [] }, properties: {} },
    ];
    const { content, notes } = await read("x.json", JSON.stringify({ type: "FeatureCollection", features }));
    expect(content).toMatchObject({ kind: "geojson", featuresKnown: 3, bounds: [0, 0, 4.9, 52.4] });
    expect(notes.join()).toContain("1 features have no place");
  });
});

describe("Parquet", () => {
  const column = Array.from({ length: 1_000 }, (_, index) => index - 500);
  const file = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: "id", data: column, type: "INT32" },
        { name: "name", data: column.map((each) => (each % 10 === 0 ? null : `n${each}`)), type: "STRING" },
      ],
      rowGroupSize: 400,
    }),
  );
  const footerBytes = new DataView(file.buffer).getUint32(file.length - 8, true) + 8;

  it("tells schema and statistics from the footer of a gigabyte by two requests", async () => {
    const start = file.subarray(0, file.length - footerBytes);
    const end = file.subarray(file.length - footerBytes);
    const { content, window } = await read("x.parquet", start, { sizeBytes: 1024 ** 3, end });
    expect(content).toMatchObject({ kind: "parquet", rowCount: "1000", columnsKnown: 2, rowGroupsKnown: 3 });
    if (content.kind !== "parquet") return;
    expect(content.columns[0]).toMatchObject({
      path: "id",
      physicalType: "INT32",
      min: "-500",
      max: "499",
      nullCount: "0",
    });
    expect(content.columns[1]).toMatchObject({ path: "name", nullCount: "100" });
    expect(window.requests).toBe(2);
  });

  it("reads first rows when they are asked for", async () => {
    const { content } = await read("x.parquet", file, { rows: true });
    expect(content.kind === "parquet" && content.sample?.rows.slice(0, 2)).toEqual([
      ["-500", ""],
      ["-499", "n-499"],
    ]);
  });

  it("reads dictionaries, moments, decimals and compressed pages", async () => {
    const written = parquetWriteBuffer({
      columnData: [
        {
          name: "city",
          data: Array.from({ length: 200 }, (_, index) => ["Utrecht", "Delft"][index % 2]),
          type: "STRING",
        },
        {
          name: "at",
          data: Array.from({ length: 200 }, () => new Date("2026-11-23T04:41:58.123Z")),
          type: "TIMESTAMP",
        },
        { name: "big", data: Array.from({ length: 200 }, () => 9_007_199_254_740_993n), type: "INT64" },
        { name: "ok", data: Array.from({ length: 200 }, (_, index) => index % 3 === 0), type: "BOOLEAN" },
        { name: "x", data: Array.from({ length: 200 }, () => -0), type: "DOUBLE" },
      ],
    });
    const { content } = await read("x.parquet", new Uint8Array(written), { rows: true });
    expect(content.kind === "parquet" && content.sample?.rows[1]).toEqual([
      "Delft",
      "2026-11-23T04:41:58.123Z",
      "9007199254740993",
      "false",
      "-0",
    ]);
  });

  /** A library that trusts the counts in pages used to take all memory for some of these. */
  it("survives any damage", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (damage) => {
          const damaged = new Uint8Array(file);
          for (const [at, byte] of damage) damaged[at] = byte;
          const { content } = await read("x.parquet", damaged, { rows: true });
          expect(content.kind).toBeTypeOf("string");
        },
      ),
      { numRuns: 300 },
    );
  });
});

it("reads a NumPy header exactly", async () => {
  const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 9223372036854775807), }\n";
  const bytes = Buffer.concat([
    Buffer.from("\x93NUMPY\x01\x00", "latin1"),
    Buffer.from([header.length, 0]),
    Buffer.from(header),
  ]);
  const { content, notes } = await read("x.npy", bytes);
  expect(content).toEqual({
    kind: "array",
    dtype: "<f8",
    shape: ["3", "9223372036854775807"],
    isFortranOrder: false,
    isPickled: false,
  });
  expect(notes.join()).toContain("The header asks for");
});

it("looks inside a gzip", async () => {
  const { content } = await read("x.csv.gz", gzipSync("a,b\n1,2\n"));
  expect(content).toMatchObject({ kind: "gzip", inner: { kind: "table", columns: ["a", "b"] } });
});

it("survives any bytes", async () => {
  const starts = [
    "\x89PNG\r\n\x1a\n",
    "\xff\xd8\xff",
    "GIF89a",
    "PAR1",
    "\x93NUMPY",
    "PK\x03\x04",
    "\x1f\x8b",
    "BM",
    "II*\0",
    "Obj\x01",
    "ARROW1",
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("", ...starts), fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
      const { content } = await read("x.onnx", Buffer.concat([Buffer.from(start, "latin1"), rest]), { rows: true });
      expect(content.kind).toBeTypeOf("string");
    }),
    { numRuns: 1_500 },
  );
});
