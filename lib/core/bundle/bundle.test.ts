import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkBundle } from "@/lib/contract/bundle/check-bundle";
import { aNodeRow, anAttempt, anExecution } from "@/lib/testing/builders";
import type { DataOfRun } from "../value";
import { decodeBundle } from "./decode-bundle";
import { encodeBundle } from "./encode-bundle";
import { BUNDLE_LIMITS } from "./limits";
import type { RunBundle } from "./types";

const NO_DATA: DataOfRun = { inputs: { state: "none" }, outputs: { state: "none" } };

const aBundle = (part: Partial<RunBundle> = {}): RunBundle => ({
  savedAtMs: 1_700_000_000_000,
  savedFrom: "https://flyte.example.org",
  execution: anExecution({ phase: "failed", error: { code: "E", message: "<b>no</b>", kind: "user", cut: false } }),
  rows: [aNodeRow(), aNodeRow({ nodeId: "n1", isDynamic: true, isParent: true })],
  attempts: { n0: [anAttempt()] },
  graph: {
    nodes: [
      {
        kind: "gate",
        id: "n0",
        name: "ok?",
        cacheable: false,
        retries: 0,
        timeoutMs: null,
        interruptible: null,
        bindings: [],
        gate: { kind: "signal", signalId: "s", type: { kind: "simple", simple: "float" }, outputName: "o0" },
      },
    ],
    edges: [],
    inputs: [{ name: "trips", type: { kind: "list", item: { kind: "enum", values: ["a"] } }, description: "" }],
    outputs: [],
  },
  dynamicGraphs: {},
  data: {
    inputs: {
      state: "present",
      values: [
        { name: "big", value: { kind: "integer", value: "9223372036854775807" } },
        { name: "nan", value: { kind: "float", value: "NaN" } },
        { name: "text", value: { kind: "string", value: "a\u0000\u2028é", hash: "h" } },
      ],
    },
    outputs: { state: "unavailable", uri: "s3://b/o" },
  },
  nodeData: Object.fromEntries([["constructor", NO_DATA]]),
  decks: { n0: "<script>alert(1)</script>" },
  gaps: [{ what: "data", nodeId: "n1", reason: "timeout" }],
  ...part,
});

const gzip = async (content: string): Promise<Uint8Array<ArrayBuffer>> => {
  const zipped = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
};
const problemOf = async (bytes: Uint8Array<ArrayBuffer>, limits = BUNDLE_LIMITS) => {
  const decoded = await decodeBundle(bytes, checkBundle, limits);
  return decoded.ok ? null : decoded;
};

describe("a run bundle", () => {
  it("comes back whole, with counts and sizes in front", async () => {
    const decoded = await decodeBundle(await encodeBundle(aBundle()), checkBundle);
    if (!decoded.ok) throw new Error(`${decoded.problem} at ${decoded.where}`);
    expect(decoded.file.run).toEqual(aBundle());
    expect(decoded.file.manifest.map(({ name, count }) => [name, count])).toEqual([
      ["execution", 1],
      ["rows", 2],
      ["attempts", 1],
      ["graphs", 1],
      ["values", 2],
      ["decks", 1],
      ["gaps", 1],
    ]);
    expect(decoded.file.manifest.every(({ sizeBytes }) => sizeBytes > 0)).toBe(true);
  });

  it("is refused by its size, before and while it expands", async () => {
    const bytes = await encodeBundle(aBundle());
    expect(await problemOf(bytes, { ...BUNDLE_LIMITS, fileBytes: 10 })).toMatchObject({ problem: "too-large" });
    const bomb = await gzip(" ".repeat(3_000_000));
    expect(bomb.byteLength).toBeLessThan(10_000);
    expect(await problemOf(bomb, { ...BUNDLE_LIMITS, textBytes: 1_000_000 })).toMatchObject({ problem: "too-large" });
  });

  it("says what is wrong with a file that is none, or damaged, or of another version", async () => {
    const bytes = await encodeBundle(aBundle());
    expect(await problemOf(new TextEncoder().encode("{}"))).toMatchObject({ problem: "not-a-bundle" });
    expect(await problemOf(await gzip("[]"))).toMatchObject({ problem: "not-a-bundle" });
    expect(await problemOf(await gzip('{"format":'))).toMatchObject({ problem: "damaged" });
    expect(await problemOf(bytes.slice(0, bytes.byteLength - 20))).toMatchObject({ problem: "damaged" });
    expect(await problemOf(await gzip('{"format":"contrail-run","version":2}'))).toMatchObject({
      problem: "newer-version",
    });
    expect(await problemOf(await gzip('{"format":"contrail-run","version":1}'))).toMatchObject({
      problem: "wrong-shape",
      where: "manifest",
    });
  });

  it("names the place of a wrong value", async () => {
    const file = { format: "contrail-run", version: 1, manifest: [], run: aBundle() };
    const row: object = { ...aNodeRow(), phase: "toString" };
    const wrong = { ...file, run: { ...file.run, rows: [aNodeRow(), row] } };
    expect(await problemOf(await gzip(JSON.stringify(wrong)))).toMatchObject({ where: "run.rows.1.phase" });
  });

  it("is not brought down by nesting", async () => {
    const deep = `${'{"kind":"list","items":['.repeat(20_000)}${"]}".repeat(20_000)}`;
    const file = JSON.stringify({
      format: "contrail-run",
      version: 1,
      manifest: [],
      run: { ...aBundle(), data: "DEEP" },
    });
    expect(await problemOf(await gzip(file.replace('"DEEP"', deep)))).toMatchObject({ problem: "wrong-shape" });
  });

  it("survives every change of a byte", async () => {
    const bytes = await encodeBundle(aBundle());
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.byteLength - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ by;
        const decoded = await decodeBundle(changed, checkBundle);
        expect(decoded.ok || decoded.problem !== undefined).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
