import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FakeBackend } from "@/lib/testing/fake-backend/fake-backend";
import { FakeCloud } from "@/lib/testing/object-stores/fake-cloud";
import { parseObjectUri } from "./object-address";
import type { ObjectStore } from "./object-store";
import { readAll } from "./streams";

const BODY = Buffer.from("0123456789".repeat(10));
const { signal } = new AbortController();
const at = (uri: string) => {
  const address = parseObjectUri(uri);
  if (address === null) throw new Error(`no address: ${uri}`);
  return address;
};

let folder = "";
let s3: S3rver;
const cloud = new FakeCloud(BODY);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "contrail-s3-"));
  s3 = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: folder,
    configureBuckets: [{ name: "models", configs: [] }],
  });
  const { port } = await s3.run();
  const fakePort = await cloud.start();
  vi.stubEnv("CONTRAIL_S3_BUCKETS", "models");
  vi.stubEnv("CONTRAIL_S3_ENDPOINT", `http://127.0.0.1:${port}`);
  vi.stubEnv("CONTRAIL_S3_ACCESS_KEY_ID", "S3RVER");
  vi.stubEnv("CONTRAIL_S3_SECRET_ACCESS_KEY", "S3RVER");
  vi.stubEnv("CONTRAIL_GCS_BUCKETS", "models");
  vi.stubEnv("CONTRAIL_GCS_ENDPOINT", `http://127.0.0.1:${fakePort}`);
  vi.stubEnv("CONTRAIL_GCS_CREDENTIALS", "none");
  vi.stubEnv("CONTRAIL_AZURE_CONTAINERS", "models");
  vi.stubEnv("CONTRAIL_AZURE_ACCOUNT", "acme");
  vi.stubEnv("CONTRAIL_AZURE_KEY", Buffer.from("key").toString("base64"));
  vi.stubEnv("CONTRAIL_AZURE_ENDPOINT", `http://127.0.0.1:${fakePort}/acme`);
  const { PutObjectCommand, S3Client } = await import("@aws-sdk/client-s3");
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  for (const [Key, Body] of [
    ["run/a b.csv", BODY],
    ["run/empty", Buffer.alloc(0)],
    ["run/sub/ü+%41.txt", BODY],
  ] as const)
    await client.send(new PutObjectCommand({ Bucket: "models", Key, Body }));
  client.destroy();
});
afterAll(async () => {
  await s3.close();
  cloud.stop();
  await rm(folder, { recursive: true });
});

const storeOf = async (uri: string): Promise<ObjectStore> => {
  const { configuredStore } = await import("./configured-store");
  const store = await configuredStore(at(uri));
  if (store === null) throw new Error("no store");
  return store;
};

describe.each(["s3://models", "gs://models", "abfs://models@acme.dfs.core.windows.net"])("%s", (base) => {
  it("reads a whole object and parts of it, and knows its size", async () => {
    const store = await storeOf(`${base}/x`);
    const whole = await store.read(at(`${base}/run/a b.csv`), null, signal);
    expect(whole.totalBytes).toBe(100);
    expect(Buffer.from(await readAll(whole.stream))).toEqual(BODY);
    const part = await store.read(at(`${base}/run/a b.csv`), { offset: 95, length: 50 }, signal);
    expect({ ...part, stream: Buffer.from(await readAll(part.stream)).toString() }).toEqual({
      stream: "56789",
      offset: 95,
      length: 5,
      totalBytes: 100,
    });
    const behind = await store.read(at(`${base}/run/a b.csv`), { offset: 100, length: 50 }, signal);
    expect(await readAll(behind.stream)).toHaveLength(0);
  });

  it("lists what lies below a folder", async () => {
    const store = await storeOf(`${base}/x`);
    const { entries } = await store.list(at(`${base}/run`), 1_000, signal);
    expect(entries[0]).toEqual({ path: "a b.csv", sizeBytes: 100, modifiedMs: expect.any(Number) });
  });

  it("says that an object is gone", async () => {
    const store = await storeOf(`${base}/x`);
    await expect(store.read(at(`${base}/missing`), null, signal)).rejects.toMatchObject({ code: "not_found" });
    await expect(store.read(at(`${base}/missing`), { offset: 0, length: 1 }, signal)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("the S3 store", () => {
  it("takes keys as they are, whatever they hold", async () => {
    const store = await storeOf("s3://models/x");
    const odd = await store.read(at("s3://models/run/sub/ü+%41.txt"), { offset: 0, length: 3 }, signal);
    expect(Buffer.from(await readAll(odd.stream)).toString()).toBe("012");
    const listing = await store.list(at("s3://models/run"), 1_000, signal);
    expect(listing.entries.map(({ path }) => path)).toEqual(["a b.csv", "empty", "sub/ü+%41.txt"]);
    expect(listing.isCut).toBe(false);
  });
});

it("signs requests to Azure, and sends no token where none is configured", () => {
  expect(cloud.seen.some(({ authorization }) => authorization.startsWith("SharedKey acme:"))).toBe(true);
  expect(
    cloud.seen.filter(({ url }) => url.startsWith("/storage/")).every(({ authorization }) => authorization === ""),
  ).toBe(true);
});

describe("parseObjectUri", () => {
  it.each([
    ["s3://b/k/x.csv", { store: "s3", bucket: "b", account: null, key: "k/x.csv" }],
    ["s3://b/a?b#c%2F..", { store: "s3", bucket: "b", account: null, key: "a?b#c%2F.." }],
    ["abfss://c@acme.dfs.core.windows.net/k", { store: "azure", bucket: "c", account: "acme", key: "k" }],
    ["s3://b@evil.example/k", null],
    ["s3://127.0.0.1:9/k", null],
    ["s3://u:p@b/k", null],
    ["http://b/k", null],
    ["file:///etc/passwd", null],
    ["s3://b", null],
    ["constructor://b/k", null],
    ["s3://b\\k/x", null],
  ])("of %s", (uri, address) => {
    expect(parseObjectUri(uri)).toEqual(address);
  });
});

describe("openObject", () => {
  const open = async (uri: string, link?: string) => {
    const { openObject } = await import("./object-file");
    const backend = new FakeBackend();
    if (link === undefined) backend.failWith = () => null;
    else backend.world.downloads.set(uri, link);
    return { backend, file: openObject(uri, backend, { signal }) };
  };

  it("reads a listed bucket by itself, and asks Flyte for none of it", async () => {
    const { backend, file } = await open("s3://models/run/empty");
    expect((await file).via).toBe("store");
    expect(backend.calls).toEqual([]);
  });

  it("names what is missing", async () => {
    const { file } = await open("s3://other/x", "http://minio:9000/other/x");
    await expect(file).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringMatching(/minio:9000 to CONTRAIL_FETCH_HOSTS.*other to CONTRAIL_S3_BUCKETS/),
    });
    await expect((await open("abfs://other/x")).file).rejects.toMatchObject({ code: "not_found" });
    await expect((await open("abfs://models@evil.dfs.core.windows.net/x", "javascript:1")).file).rejects.toMatchObject({
      code: "unsupported",
    });
  });
});
