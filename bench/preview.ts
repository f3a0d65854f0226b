import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type BenchStore, openStore } from "./preview/store";
import type { Figure } from "./report";

const OBJECTS = ["large.parquet", "large.csv", "large.bin"];
const MB = 1_000_000;

const previewShape = z.object({
  requests: z.number(),
  readBytes: z.number(),
  sizeBytes: z.number(),
  content: z.object({ kind: z.string(), columnsKnown: z.number(), rows: z.array(z.unknown()).optional() }),
});

type Bff = { url: string; memory: () => { startMB: number; peakMB: number }; forget: () => void; stop: () => void };

/**
 * Files of a run behind a real server of the S3 protocol (s3rver): what a preview reads of a Parquet file of 1 GiB and of
 * a CSV file of 100 MB, and what the BFF's process grows by while 500 MB go through it.
 */
export async function benchPreview(): Promise<Figure[]> {
  const store = await openStore();
  const bff = await startBff(store);
  try {
    return [...(await ofParquet(bff, store)), ...(await ofTable(bff, store)), ...(await ofDownload(bff))];
  } finally {
    bff.stop();
    await store.stop();
  }
}

async function ofParquet(bff: Bff, store: BenchStore): Promise<Figure[]> {
  const { shown, ms } = await preview(bff, "large.parquet");
  if (shown.content.kind !== "parquet") throw new Error(`the Parquet file is shown as ${shown.content.kind}`);
  const note = `${shown.content.columnsKnown} columns of ${shown.sizeBytes} bytes, ${shown.readBytes} bytes read`;
  return [
    {
      what: "Parquet of 1 GiB, schema and statistics: range requests",
      value: store.takeRanges().length,
      unit: "",
      budget: 3,
      note,
    },
    { what: "Parquet of 1 GiB: time to the answer", value: ms, unit: "ms" },
  ];
}

async function ofTable(bff: Bff, store: BenchStore): Promise<Figure[]> {
  const { shown, ms } = await preview(bff, "large.csv");
  const note = `${shown.content.rows?.length} rows, ranges ${store.takeRanges().join(" ")}`;
  return [
    { what: "CSV of 100 MB, first rows: read", value: shown.readBytes / MB, unit: "MB", budget: 1, note },
    { what: "CSV of 100 MB: time to the answer", value: ms, unit: "ms" },
  ];
}

async function ofDownload(bff: Bff): Promise<Figure[]> {
  bff.forget();
  const startedMs = performance.now();
  const response = await fetch(`${bff.url}/blob?side=outputs&path=large.bin`);
  const said = Number(response.headers.get("content-length"));
  const saidMs = performance.now() - startedMs;
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) bytes += part.value.length;
  const { startMB, peakMB } = bff.memory();
  const seconds = (performance.now() - startedMs) / 1_000;
  return [
    {
      what: "download of 500 MB: the size is said first",
      value: said / MB,
      unit: "MB",
      least: 500,
      note: `after ${Math.round(saidMs)} ms`,
    },
    {
      what: "download of 500 MB: bytes that came",
      value: bytes / MB,
      unit: "MB",
      least: 500,
      note: `${seconds.toFixed(1)} s`,
    },
    {
      what: "download of 500 MB: memory of the BFF above its start",
      value: peakMB - startMB,
      unit: "MB",
      budget: 100,
      note: `from ${Math.round(startMB)} to ${Math.round(peakMB)} MB`,
    },
  ];
}

async function preview(bff: Bff, name: string): Promise<{ shown: z.infer<typeof previewShape>; ms: number }> {
  const startedMs = performance.now();
  const response = await fetch(`${bff.url}/preview?side=outputs&path=${name}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`the preview of ${name} failed: ${text}`);
  return { shown: previewShape.parse(JSON.parse(text)), ms: performance.now() - startedMs };
}

const messageShape = z.object({ port: z.number().optional(), rss: z.number().optional() });

async function startBff({ url, key }: BenchStore): Promise<Bff> {
  const child: ChildProcess = fork(fileURLToPath(new URL("preview/bff.ts", import.meta.url)), {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    env: {
      ...process.env,
      BENCH_OBJECTS: OBJECTS.join(","),
      CONTRAIL_S3_BUCKETS: "bench",
      CONTRAIL_S3_ENDPOINT: url,
      CONTRAIL_S3_ACCESS_KEY_ID: key,
      CONTRAIL_S3_SECRET_ACCESS_KEY: key,
    },
  });
  let samples: number[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.on("message", (message) => {
      const { port: told, rss } = messageShape.parse(message);
      if (rss !== undefined) samples.push(rss / MB);
      if (told !== undefined) resolve(told);
    });
    child.on("exit", (code) => reject(new Error(`the BFF ended with ${code}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    memory: () => ({ startMB: samples[0] ?? 0, peakMB: Math.max(...samples) }),
    forget: () => {
      samples = samples.slice(-1);
    },
    stop: () => child.kill(),
  };
}
