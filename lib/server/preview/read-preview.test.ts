import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { previewSearch } from "@/lib/contract/blobs";
import { executionKey } from "@/lib/core/refs";
import type { Value } from "@/lib/core/value";
import { anExecution, anExecutionRef } from "@/lib/testing/builders";
import { FakeBackend } from "@/lib/testing/fake-backend/fake-backend";
import { type FileServer, serveFiles } from "@/lib/testing/object-stores/serve-files";
import { readPreview } from "./read-preview";

let store: FileServer;
beforeAll(async () => {
  store = await serveFiles({
    "/table.csv": { bytes: Buffer.from("a,b\n".repeat(300_000)), sizeBytes: 100_000_000 },
    "/set/00000": { bytes: Buffer.from("PAR1") },
  });
  vi.stubEnv("CONTRAIL_FETCH_HOSTS", store.host);
});
afterAll(() => store.stop());

const ref = anExecutionRef();
const { signal } = new AbortController();

function preview(name: string, query: Record<string, string> = {}) {
  const backend = new FakeBackend();
  backend.add(anExecution());
  const values: { name: string; value: Value }[] = [
    { name: "table", value: { kind: "blob", uri: "s3://b/table.csv", format: "csv", multipart: false } },
    { name: "folder", value: { kind: "blob", uri: "s3://b/folder", format: "", multipart: true } },
    { name: "set", value: { kind: "structured_dataset", uri: "s3://b/set", format: "parquet", columns: [] } },
  ];
  backend.world.executionData.set(executionKey(ref), {
    inputs: { state: "none" },
    outputs: { state: "present", values },
  });
  for (const path of ["/table.csv", "/set/00000", "/folder/a.csv"])
    backend.world.downloads.set(`s3://b${path}`, `http://${store.host}${path}`);
  return readPreview(backend, ref, previewSearch.parse({ side: "outputs", path: name, ...query }), { signal });
}

it("shows the first rows of 100 MB after one megabyte, and counts what it read", async () => {
  const shown = await preview("table");
  expect(shown).toMatchObject({
    name: "table.csv",
    sizeBytes: 100_000_000,
    readBytes: 1_000_000,
    requests: 2,
    via: "signed",
  });
  expect(shown.content).toMatchObject({ kind: "table", columns: ["a", "b"], isCut: true });
});

it("finds the file of a dataset without a listing", async () => {
  expect(await preview("set")).toMatchObject({ name: "00000", content: { kind: "broken", format: "parquet" } });
});

it("names what is missing for a folder, and reads a file within it", async () => {
  await expect(preview("folder")).rejects.toMatchObject({
    code: "unsupported",
    message: expect.stringContaining("CONTRAIL_S3_BUCKETS"),
  });
  await expect(preview("folder", { entry: "a.csv" })).rejects.toMatchObject({ code: "not_found" });
  await expect(preview("table", { entry: "a.csv" })).rejects.toMatchObject({ code: "invalid" });
});

it("takes no entry that climbs", () => {
  for (const entry of ["../x", "a/../../x", "/etc/passwd", "a//b", ".", "a\n"])
    expect(previewSearch.safeParse({ side: "outputs", path: "x", entry }).success, entry).toBe(false);
});
