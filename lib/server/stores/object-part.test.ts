import { describe, expect, it } from "vitest";
import { toObjectPart } from "./object-part";
import { readAll } from "./streams";

const part = (status: number, headers: Record<string, string>, body: string | null, range = { offset: 2, length: 4 }) =>
  toObjectPart(new Response(body, { status, headers }), range);
const text = async (stream: ReadableStream<Uint8Array>) => Buffer.from(await readAll(stream)).toString();

describe("toObjectPart", () => {
  it("takes what was asked for", async () => {
    const { stream, ...rest } = await part(206, { "content-range": "bytes 2-5/10" }, "2345");
    expect(rest).toEqual({ offset: 2, length: 4, totalBytes: 10 });
    expect(await text(stream)).toBe("2345");
  });

  it.each([
    ["bytes 0-99999999999/5"],
    ["bytes */*"],
    ["bytes 3-6/10"],
    ["bytes 2-9/10"],
    ["bytes 2-5/3"],
    ["bytes 5-2/10"],
    [`bytes 2-5/${"9".repeat(30)}`],
    [""],
  ])("refuses other bytes: %s", async (contentRange) => {
    await expect(part(206, { "content-range": contentRange }, "2345")).rejects.toMatchObject({ code: "unavailable" });
  });

  it("cuts what a server without ranges sends, from the start only", async () => {
    const { stream, ...rest } = await part(200, { "content-length": "10" }, "0123456789", { offset: 0, length: 4 });
    expect(rest).toEqual({ offset: 0, length: 4, totalBytes: 10 });
    expect(await text(stream)).toBe("0123");
    await expect(part(200, {}, "0123456789")).rejects.toMatchObject({ code: "unsupported" });
  });

  it("knows an empty file", async () => {
    const empty = await part(416, { "content-range": "bytes */0" }, null, { offset: 0, length: 4 });
    expect(empty).toMatchObject({ length: 0, totalBytes: 0 });
    expect(await part(416, { "content-range": "bytes */7" }, null)).toMatchObject({ length: 0, totalBytes: 7 });
  });

  it.each([
    [404, "not_found"],
    [403, "forbidden"],
    [500, "unavailable"],
  ])("says what %s means", async (status, code) => {
    await expect(part(status, {}, "<Error><Key>secret</Key></Error>")).rejects.toMatchObject({ code });
  });
});
