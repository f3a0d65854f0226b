import { streamOf } from "./stream-of";
import { BUNDLE_FORMAT, BUNDLE_VERSION, type BundleFile, type BundlePart, type RunBundle } from "./types";

/** A run as a file: gzip over JSON. The manifest says what is in it and how large each part is. */
export async function encodeBundle(run: RunBundle): Promise<Uint8Array<ArrayBuffer>> {
  const file: BundleFile = { format: BUNDLE_FORMAT, version: BUNDLE_VERSION, manifest: manifestOf(run), run };
  const zipped = streamOf(new TextEncoder().encode(JSON.stringify(file))).pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}

function manifestOf(run: RunBundle): BundlePart[] {
  const part = (name: string, value: unknown, count: number): BundlePart => ({
    name,
    count,
    sizeBytes: new TextEncoder().encode(JSON.stringify(value)).byteLength,
  });
  const sizeOf = (record: object): number => Object.keys(record).length;
  return [
    part("execution", run.execution, 1),
    part("rows", run.rows, run.rows.length),
    part(
      "attempts",
      run.attempts,
      Object.values(run.attempts).reduce((sum, { length }) => sum + length, 0),
    ),
    part("graphs", [run.graph, run.dynamicGraphs], (run.graph === null ? 0 : 1) + sizeOf(run.dynamicGraphs)),
    part("values", [run.data, run.nodeData], (run.data === null ? 0 : 1) + sizeOf(run.nodeData)),
    part("decks", run.decks, sizeOf(run.decks)),
    part("gaps", run.gaps, run.gaps.length),
  ];
}
