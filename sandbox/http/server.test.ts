import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openObjectStore } from "../store/object-store";
import { createHttpServer } from "./server";
import { type ObjectSigner, objectSigner } from "./signer";
import { createStats } from "./stats";

const memory = () => {
  const values = new Map<string, Uint8Array>();
  return {
    get: (key: string) => values.get(key) ?? null,
    put: (key: string, value: Uint8Array) => void values.set(key, value),
    delete: (key: string) => void values.delete(key),
  };
};

let folder = "";
let base = "";
let server: Server;
let signer: ObjectSigner;
let objects: ReturnType<typeof openObjectStore>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "contrail-http-"));
  objects = openObjectStore(folder);
  signer = objectSigner("", objects.prefix, memory());
  server = createHttpServer({ objects, signer, stats: createStats() });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const inOneHour = () => Date.now() + 3_600_000;

it("serves a signed object whole and by range", async () => {
  const uri = `${objects.prefix}/a b/é.bin`;
  objects.put(uri, Buffer.from("0123456789"));
  const url = base + signer.sign("GET", uri, inOneHour());
  expect(await (await fetch(url)).text()).toBe("0123456789");
  const part = await fetch(url, { headers: { range: "bytes=2-4" } });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 2-4/10", "234"]);
  const tail = await fetch(url, { headers: { range: "bytes=-3" } });
  expect(await tail.text()).toBe("789");
  expect((await fetch(url, { headers: { range: "bytes=10-" } })).status).toBe(416);
  const head = await fetch(url, { method: "HEAD" });
  expect(head.headers.get("content-length")).toBe("10");
});

it("refuses links that are over, altered or for another act", async () => {
  const uri = `${objects.prefix}/x`;
  objects.put(uri, Buffer.from("x"));
  expect((await fetch(base + signer.sign("GET", uri, Date.now() - 1_000))).status).toBe(403);
  const good = signer.sign("GET", uri, inOneHour());
  expect((await fetch(base + good.replace("/x?", "/y?"))).status).toBe(403);
  expect((await fetch(base + good, { method: "PUT", body: "y" })).status).toBe(403);
});

it("takes an upload and refuses one that its digest does not fit", async () => {
  const uri = `${objects.prefix}/up/file`;
  const url = base + signer.sign("PUT", uri, inOneHour());
  expect((await fetch(url, { method: "PUT", body: "hello" })).status).toBe(200);
  expect(Buffer.from(objects.get(uri) ?? "").toString()).toBe("hello");
  const wrong = await fetch(url, { method: "PUT", body: "other", headers: { "content-md5": "AAAA" } });
  expect(wrong.status).toBe(400);
  expect(Buffer.from(objects.get(uri) ?? "").toString()).toBe("hello");
});

it("serves logs without a signature and nothing outside of them", async () => {
  objects.put(`${objects.prefix}/logs/p/run.log`, Buffer.from("line\n"));
  objects.put(`${objects.prefix}/secret`, Buffer.from("secret"));
  expect(await (await fetch(`${base}/logs/p/run.log`)).text()).toBe("line\n");
  expect((await fetch(`${base}/logs/none.log`)).status).toBe(404);
  for (const path of ["/logs/..%2Fsecret", "/logs/%2e%2e%2fsecret", "/logs/..%2F..%2F..%2Fetc%2Fpasswd"]) {
    expect(await (await fetch(base + path)).text()).not.toContain("secret");
  }
});
