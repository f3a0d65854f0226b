import { performance } from "node:perf_hooks";
import type { Datum, Value } from "@/lib/core/value";
import { fromValue } from "@/lib/server/backends/flyte1/map-literal";
import { toValue } from "@/lib/server/backends/flyte1/map-value";

const LEAVES = 15_000;
const REPEATS = 40;

/** Median time in ms, once warm, to decode a literal of 15,000 leaves, by how they are written. */
export function decodeTimes(): { what: string; ms: number }[] {
  return SHAPES.map(({ what, value }) => {
    const literal = fromValue(value);
    for (let round = 0; round < REPEATS; round += 1) toValue(literal);
    const times = Array.from({ length: REPEATS }, () => {
      const start = performance.now();
      toValue(literal);
      return performance.now() - start;
    });
    return { what, ms: times.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? Number.NaN };
  });
}

const indices = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const leaf = (index: number): Value =>
  index % 3 === 0
    ? { kind: "integer", value: String(BigInt(index) + 2n ** 53n) }
    : index % 3 === 1
      ? { kind: "float", value: index / 7 }
      : { kind: "string", value: `zone ${index}` };

const plain = (index: number): Datum =>
  index % 2 === 0 ? { kind: "float", value: index / 7 } : { kind: "string", value: `zone ${index}` };

const record = (index: number): Datum => ({
  kind: "map",
  entries: ["a", "b", "c", "d", "e"].map((key, at) => ({
    key: { kind: "string", value: key },
    value: plain(index * 5 + at),
  })),
});

const records: Datum = { kind: "list", items: indices(LEAVES / 5).map(record) };

const SHAPES: { what: string; value: Value }[] = [
  { what: "one list", value: { kind: "list", items: indices(LEAVES).map(leaf) } },
  {
    what: "maps of lists",
    value: {
      kind: "map",
      entries: indices(150).map((at) => ({
        key: String(at).padStart(3, "0"),
        value: { kind: "list", items: indices(100).map((index) => leaf(at * 100 + index)) },
      })),
    },
  },
  { what: "records in msgpack", value: { kind: "struct", encoding: "msgpack", data: records } },
  {
    what: "records in Struct",
    value: {
      kind: "struct",
      encoding: "struct",
      data: { kind: "map", entries: [{ key: { kind: "string", value: "rows" }, value: records }] },
    },
  },
];
