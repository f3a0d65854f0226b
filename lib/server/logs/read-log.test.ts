import { createServer, type Server } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { LogChunk } from "@/lib/contract/logs";
import { anAttempt } from "@/lib/testing/builders/attempt";
import { cutText } from "./cut-text";

let log = Buffer.from("");
let ranges = true;
let server: Server;
let uri = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/gone") return response.writeHead(404).end();
    const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "");
    if (!ranges || range === null) return response.writeHead(200, { "content-length": log.length }).end(log);
    const start = range[1] === "" ? Math.max(0, log.length - Number(range[2])) : Number(range[1]);
    const end = range[1] === "" ? log.length - 1 : Math.min(log.length - 1, Number(range[2]));
    if (start >= log.length) return response.writeHead(416, { "content-range": `bytes */${log.length}` }).end();
    response
      .writeHead(206, { "content-range": `bytes ${start}-${end}/${log.length}` })
      .end(log.subarray(start, end + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const host = `127.0.0.1:${address === null || typeof address === "string" ? 0 : address.port}`;
  uri = `http://${host}`;
  vi.stubEnv("CONTRAIL_FETCH_HOSTS", host);
});
afterAll(() => server.close());

const running = (path = "/log") => anAttempt({ logs: [{ name: "stdout", uri: `${uri}${path}` }] });
const ended = (path = "/log") => ({ ...running(path), phase: "succeeded" as const });

async function read(attempt = running(), from = 0): Promise<LogChunk> {
  const { readLog } = await import("./read-log");
  return readLog([attempt], { number: 0, from, signal: new AbortController().signal });
}

describe.each([true, false])("a log at an address with ranges: %s", (hasRanges) => {
  beforeAll(() => {
    ranges = hasRanges;
  });

  it("grows by what was written since, and is complete after the end", async () => {
    log = Buffer.from("one\n");
    expect(await read()).toEqual({
      state: "growing",
      text: "one\n",
      offset: 0,
      nextOffset: 4,
      sourceName: "stdout",
      skippedBytes: 0,
    });
    expect(await read(running(), 4)).toMatchObject({ state: "growing", text: "", nextOffset: 4 });
    log = Buffer.from("one\ntwo\n");
    expect(await read(running(), 4)).toMatchObject({ state: "growing", text: "two\n", offset: 4, nextOffset: 8 });
    expect(await read(ended(), 8)).toMatchObject({ state: "complete", text: "", nextOffset: 8 });
  });

  it("comes in pieces of at most 256 KiB that give the whole, whatever characters they cut", async () => {
    log = Buffer.from("x".repeat(5) + "äüö€😀".repeat(50_000));
    let text = "";
    let from = 0;
    for (let pieces = 0; pieces < 20; pieces++) {
      const chunk = await read(ended(), from);
      if (chunk.state === "absent") throw new Error(chunk.reason);
      expect(chunk.offset).toBe(from);
      expect(chunk.nextOffset - chunk.offset).toBeLessThanOrEqual(256 * 1024);
      text += chunk.text;
      from = chunk.nextOffset;
      if (chunk.state === "complete") break;
    }
    expect(text).toBe(log.toString("utf8"));
  });

  it("starts at its end when asked to, and says how much it skipped", async () => {
    log = Buffer.from("ä".repeat(1_000));
    expect(await read(running(), -5)).toMatchObject({
      text: "ää",
      offset: 1_996,
      nextOffset: 2_000,
      skippedBytes: 1_996,
    });
  });
});

describe("no log", () => {
  it("names the host that the list lacks", async () => {
    const chunk = await read(anAttempt({ logs: [{ name: "", uri: "http://logs.example.org:8080/a" }] }));
    expect(chunk).toMatchObject({ state: "absent", reason: expect.stringContaining("logs.example.org:8080") });
  });

  it("tells not yet from no longer", async () => {
    expect(await read(running("/gone"))).toMatchObject({ state: "absent", reason: "The log is not written yet." });
    expect(await read(ended("/gone"))).toMatchObject({ state: "absent", reason: expect.stringContaining("no longer") });
    expect(await read(anAttempt())).toMatchObject({ state: "absent", reason: expect.stringContaining("yet") });
  });

  it("of an attempt that does not exist is not found", async () => {
    const { readLog } = await import("./read-log");
    const asked = readLog([running()], { number: 3, from: 0, signal: new AbortController().signal });
    await expect(asked).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("cutText", () => {
  it("loses no byte and breaks no character, wherever pieces are cut", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 4, max: 9 }), (whole, size) => {
        const bytes = new TextEncoder().encode(whole);
        const expected = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
        let text = "";
        let at = 0;
        while (at < bytes.length) {
          const end = Math.min(bytes.length, at + size);
          const cut = cutText(bytes.subarray(at, end), { startsInside: false, endsInside: end < bytes.length });
          text += cut.text;
          at = end - cut.after;
        }
        expect(text).toBe(expected);
      }),
    );
  });
});
