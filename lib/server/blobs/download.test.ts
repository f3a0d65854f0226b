import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { executionKey } from "@/lib/core/refs";
import type { Value } from "@/lib/core/value";
import { anExecution, anExecutionRef } from "@/lib/testing/builders";
import { FakeBackend } from "@/lib/testing/fake-backend/fake-backend";
import { downloadBlob, fileName } from "./download";

let server: Server;
let store = "";
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/gone") return response.writeHead(404).end();
    response.writeHead(200, { "content-type": "text/html", "content-length": 8, "set-cookie": "a=b" }).end("<script>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  store = `127.0.0.1:${address === null || typeof address === "string" ? 0 : address.port}`;
  vi.stubEnv("CONTRAIL_FETCH_HOSTS", store);
});
afterAll(() => server.close());

const ref = anExecutionRef();
const file = (uri: string, multipart = false): Value => ({ kind: "blob", uri, format: "", multipart });

function download(path: string, uri = "s3://b/page.html", target = "/page") {
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
  backend.world.downloads.set(uri, `http://${store}${target}`);
  const { signal } = new AbortController();
  return downloadBlob(backend, ref, { node: null, side: "inputs", path }, { signal });
}

describe("a download", () => {
  it("hands the bytes over as a file that no browser runs", async () => {
    const response = await download("page/a~1b");
    expect(await response.text()).toBe("<script>");
    expect(Object.fromEntries(response.headers)).toEqual({
      "cache-control": "no-store, no-transform",
      "content-disposition": 'attachment; filename="page.html"',
      "content-length": "8",
      "content-security-policy": "sandbox; default-src 'none'",
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
    });
  });

  it("fails in words", async () => {
    await expect(download("page/other")).rejects.toMatchObject({ code: "not_found" });
    await expect(download("folder")).rejects.toMatchObject({ code: "unsupported" });
    await expect(download("page/a~1b", "s3://b/page.html", "/gone")).rejects.toMatchObject({ code: "not_found" });
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
});
