import { mkdtemp, open, rm, truncate } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { parquetWriteBuffer } from "hyparquet-writer";
import S3rver from "s3rver";

/** s3rver's own account. */
const KEY = "S3RVER";
const BUCKET = "bench";
const ROWS = 20_000;

export type BenchStore = {
  url: string;
  key: string;
  /** Requests for objects since the last call, by their ranges. */
  takeRanges: () => string[];
  stop: () => Promise<void>;
};

/** A real server of the S3 protocol with three large objects, which are sparse files on its disk. */
export async function openStore(): Promise<BenchStore> {
  const directory = await mkdtemp(join(tmpdir(), "contrail-bench-"));
  const s3 = new S3rver({ silent: true, directory, configureBuckets: [{ name: BUCKET, configs: [] }] });
  await s3.configureBuckets();
  const ranges: string[] = [];
  const answer = s3.callback();
  const server = createServer((request, response) => {
    if (request.method === "GET") ranges.push(request.headers.range ?? "all");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${address === null || typeof address === "string" ? 0 : address.port}`;
  await fill(url, (name) => join(directory, BUCKET, `${name}._S3rver_object`));
  return {
    url,
    key: KEY,
    takeRanges: () => ranges.splice(0),
    async stop() {
      server.closeAllConnections();
      server.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function fill(endpoint: string, pathOf: (name: string) => string): Promise<void> {
  const credentials = { accessKeyId: KEY, secretAccessKey: KEY };
  const client = new S3Client({
    endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials,
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  const { start, footer } = parquet();
  const bodies = { "large.parquet": start, "large.csv": "id,eta,city\n".repeat(1_000), "large.bin": "x" };
  for (const [Key, Body] of Object.entries(bodies))
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
  client.destroy();
  await truncate(pathOf("large.parquet"), 1024 ** 3 - footer.length);
  const file = await open(pathOf("large.parquet"), "a");
  await file.write(footer);
  await file.close();
  await writeLines(pathOf("large.csv"), 100_000_000);
  await truncate(pathOf("large.bin"), 500_000_000);
}

/** A file whose data lie at its start and whose footer may lie anywhere behind: offsets count from the start. */
function parquet(): { start: Uint8Array; footer: Uint8Array } {
  const data = Array.from({ length: ROWS }, (_, row) => row);
  const columnData = Array.from({ length: 50 }, (_, column) => ({
    name: `feature_${column}`,
    data,
    type: "INT32" as const,
  }));
  const file = new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: ROWS / 20 }));
  const length = new DataView(file.buffer).getUint32(file.length - 8, true) + 8;
  return { start: file.subarray(0, file.length - length), footer: file.subarray(file.length - length) };
}

async function writeLines(path: string, bytes: number): Promise<void> {
  const block = Buffer.from("1234,17.25,Utrecht\n".repeat(50_000));
  const file = await open(path, "w");
  await file.write("id,eta,city\n");
  for (let written = 0; written < bytes; written += block.length) await file.write(block);
  await file.close();
}
