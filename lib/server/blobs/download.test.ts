import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inlineSearch } from "@/lib/contract/blobs";
import { executionKey } from "@/lib/core/refs";
import type { Value } from "@/lib/core/value";
import { anExecution, anExecutionRef } from "@/lib/testing/builders";
import { FakeBackend } from "@/lib/testing/fake-backend/fake-backend";
import { hostileBytes, hostileCases } from "@/lib/testing/hostile/load";
import { type FileServer, serveFiles } from "@/lib/testing/object-stores/serve-files";
import { downloadBlob, fileName } from "./download";
import { inlineBlob } from "./inline";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let store: FileServer;
beforeAll(async () => {
  store = await serveFiles({
    "/page": { bytes: Buffer.from("<script>1</script>") },
    "/picture": { bytes: PNG },
    "/drawing": { bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>') },
    "/large": { bytes: Buffer.from("0123456789"), sizeBytes: 1_000_000 },
  });
  vi.stubEnv("CONTRAIL_FETCH_HOSTS", store.host);
});
afterAll(() => store.stop());

const ref = anExecutionRef();
const file = (uri: string, multipart = false): Value => ({ kind: "blob", uri, format: "", multipart });
const { signal } = new AbortController();

function flyte(uri: string, target: string): FakeBackend {
  const backend = new FakeBackend();
  backend.add(anExecution());
  const values = [
    { name: "page", value: { kind: "map", entries: [{ key: "a/b", value: file(uri) }] } satisfies Value },
    { name: "folder", value: file("s3://b/folder", true) },
  ];
  backend.world.executionData.set(executionKey(ref), {
    inputs: { state: "present", values },
    outputs: { state: "none" },
  });
  backend.world.downloads.set(uri, `http://${store.host}${target}`);
  return backend;
}

const place = (path: string) => ({ node: null, side: "inputs" as const, path, entry: null });

const download = (path: string, { uri = "s3://b/page.html", target = "/page", range = null as string | null } = {}) =>
  downloadBlob(flyte(uri, target), ref, place(path), { signal, range });

const show = (inline: "image" | "media" | "page", target: string, query = {}, headers = {}) =>
  inlineBlob(flyte("s3://b/x", target), ref, inlineSearch.parse({ ...place("page/a~1b"), inline, ...query }), {
    signal,
    headers: new Headers(headers),
  });

describe("a download", () => {
  it("hands the bytes over as a file that no browser runs, and says its size first", async () => {
    const response = await download("page/a~1b");
    expect(await response.text()).toBe("<script>1</script>");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-store, no-transform",
      "content-disposition": 'attachment; filename="page.html"',
      "content-length": "18",
      "content-security-policy": expect.stringContaining("default-src 'none'; sandbox"),
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
    });
    expect(response.headers.has("set-cookie")).toBe(false);
  });

  it("goes on where it broke off", async () => {
    const response = await download("page/a~1b", { target: "/large", range: "bytes=999990-" });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe("bytes 999990-999999/1000000");
    expect(response.headers.get("content-length")).toBe("10");
    expect((await response.arrayBuffer()).byteLength).toBe(10);
    const part = await download("page/a~1b", { target: "/large", range: "bytes=2-4" });
    expect(await part.text()).toBe("234");
  });

  it("says when there is nothing left, and answers other ranges whole", async () => {
    const behind = await download("page/a~1b", { target: "/large", range: "bytes=1000000-" });
    expect([behind.status, behind.headers.get("content-range")]).toEqual([416, "bytes */1000000"]);
    for (const range of ["bytes=-5", "bytes=0-1,3-4", "items=0-1", "bytes=9-2"]) {
      const response = await download("page/a~1b", { target: "/page", range });
      expect(response.status).toBe(200);
      await response.body?.cancel();
    }
  });

  it("fails in words", async () => {
    await expect(download("page/other")).rejects.toMatchObject({ code: "not_found" });
    await expect(download("folder")).rejects.toMatchObject({ code: "unsupported" });
    await expect(download("page/a~1b", { target: "/gone" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a file in place", () => {
  it("is a picture of the type that its bytes have", async () => {
    const response = await show("image", "/picture");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG);
  });

  it("is a drawing whose scripts are shut out", async () => {
    const policy = (await show("image", "/drawing")).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("sandbox;");
    expect(policy).not.toContain("allow-scripts");
    expect(policy).not.toContain("script-src");
  });

  it("is nothing else than what was asked for", async () => {
    await expect(show("image", "/page")).rejects.toMatchObject({ code: "unsupported" });
    await expect(show("page", "/picture")).rejects.toMatchObject({ code: "unsupported" });
    await expect(show("media", "/picture")).rejects.toMatchObject({ code: "unsupported" });
  });

  it("is a page only in a frame of ours", async () => {
    const outer = await show("page", "/page");
    expect(outer.headers.get("content-security-policy")).toContain("default-src 'none'");
    const html = await outer.text();
    expect(html).not.toContain("<script");
    expect(html).toContain('sandbox="allow-scripts"');
    expect(html).toContain('src="?side=inputs&amp;path=page%2Fa%7E1b&amp;inline=page&amp;framed=1"');
    const opened = await show("page", "/page", { framed: "1" }, { "sec-fetch-dest": "document" });
    expect(await opened.text()).not.toContain("<script");
    const inner = await show("page", "/page", { framed: "1" }, { "sec-fetch-dest": "iframe" });
    expect(await inner.text()).toBe("<script>1</script>");
    const policy = inner.headers.get("content-security-policy") ?? "";
    for (const part of ["sandbox allow-scripts;", "connect-src 'none'", "form-action 'none'", "webrtc 'block'"])
      expect(policy).toContain(part);
    expect(policy).not.toContain("allow-same-origin");
  });
});

describe("fileName", () => {
  it.each([
    ["s3://b/a/report.csv", "report.csv"],
    ["s3://b/folder/", "folder"],
    ["s3://b/a?x=../../etc", "a"],
    ['s3://b/x";\r\nset-cookie: a', "x_set-cookie_a"],
    ["s3://b/..", "file"],
    ["s3://b/.bashrc", "bashrc"],
    ["s3://b/<img onerror=x>.svg", "_img_onerror_x_.svg"],
    ["", "file"],
  ])("of %j is %s", (uri, name) => {
    expect(fileName(uri)).toBe(name);
  });

  it.each(hostileCases("filename"))("is one plain name for $id: $title", (each) => {
    expect(fileName(`s3://b/${hostileBytes(each)?.toString("utf8") ?? ""}`)).toMatch(
      /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}$/,
    );
  });
});
