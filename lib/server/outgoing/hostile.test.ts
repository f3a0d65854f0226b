import { connect, createServer, type Server, Socket } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type HostileCase, hostileBytes, hostileCases } from "@/lib/testing/hostile/load";
import type { Resolver } from "./request";

const SUFFIX_PORT = 9;
let server: Server;
let port = 0;
let answer: HostileCase | null = null;
let answerBytes: Uint8Array = Buffer.alloc(0);

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write(answerBytes);
      if (answer?.after === "close") socket.end();
      if (answer?.after === "reset") setTimeout(() => socket.resetAndDestroy(), 20);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = address === null || typeof address === "string" ? 0 : address.port;
  const hosts = [
    `logs.allowed.example:${SUFFIX_PORT}`,
    `*.allowed-suffix.example:${SUFFIX_PORT}`,
    `store.example:${port}`,
  ];
  vi.stubEnv("CONTRAIL_FETCH_HOSTS", hosts.join(","));
});
afterAll(() => server.close());

/** Ports that sockets were opened to, whoever opened them. */
const connections: string[] = [];
beforeEach(() => {
  connections.length = 0;
  const open: unknown = Reflect.get(Socket.prototype, "connect");
  vi.spyOn(Socket.prototype, "connect").mockImplementation(function (this: Socket, ...options: unknown[]) {
    connections.push(/port: '?(\d+)/.exec(inspect(options[0], { depth: 1 }))?.[1] ?? "unknown");
    if (typeof open === "function") Reflect.apply(open, this, options);
    return this;
  });
});

const resolverOf =
  (dns: HostileCase["dns"], asked: string[]): Resolver =>
  async (hostname) => {
    asked.push(hostname);
    const lists = dns?.[hostname] ?? [["203.0.113.99"]];
    const list = lists[Math.min(asked.length - 1, lists.length - 1)] ?? [];
    return list.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };

describe("addresses that a workflow invents", () => {
  it.each(hostileCases("ssrf").filter(({ payload }) => payload !== undefined))(
    "opens no connection for $id: $title",
    async (each) => {
      const { fetchOutside } = await import("./fetch");
      const asked: string[] = [];
      const work = fetchOutside(each.payload ?? "", { resolver: resolverOf(each.dns, asked) });
      await expect(work).rejects.toMatchObject({ code: expect.stringMatching(/^(forbidden|unavailable)$/) });
      expect(connections).toEqual([]);
      if (each.dns === undefined) expect(asked).toEqual([]);
    },
  );

  it("can see a connection: an allowed name is connected to the address that was checked", async () => {
    const { fetchOutside } = await import("./fetch");
    answer = null;
    answerBytes = Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    const lists = { "store.example": [["127.0.0.1"], ["169.254.169.254"]] };
    const response = await fetchOutside(`http://store.example:${port}/x`, { resolver: resolverOf(lists, []) });
    expect(await response.text()).toBe("ok");
    expect(connections).toHaveLength(1);
  });

  it("judges the case of letters in one place", async () => {
    const { mayFetch } = await import("./allow-list");
    expect(mayFetch("http://LOGS.ALLOWED.EXAMPLE:9/x")).toBe(true);
    expect(mayFetch("http://a.allowed-suffix.example:9/x")).toBe(true);
    expect(mayFetch("http://allowed-suffix.example:9/x")).toBe(false);
  });
});

const READ_LIMIT = 1024 * 1024;

/** What a reader gets of the answer: its text, or the code of its failure. */
async function read(): Promise<string> {
  const { fetchOutside } = await import("./fetch");
  try {
    const response = await fetchOutside(`http://store.example:${port}/x`, {
      resolver: async () => [{ address: "127.0.0.1", family: 4 }],
      maxBytes: READ_LIMIT,
      signal: AbortSignal.timeout(1_500),
    });
    const text = await response.text();
    return `${response.status} ${text}`;
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return "timeout";
    return error instanceof Error && "code" in error ? String(error.code) : "untyped";
  }
}

const TYPED = /^(forbidden|unavailable|timeout|too_large|\d{3} .{0,2000})$/s;

describe("answers of an allowed server", () => {
  const raw = hostileCases("upstream").filter(
    ({ where, payload }) => where.includes("upstream") && payload !== undefined,
  );
  it.each(raw)("ends, and in words: $id $title", async (each) => {
    answer = each;
    answerBytes = hostileBytes(each) ?? Buffer.alloc(0);
    const got = await read();
    expect(got).toMatch(TYPED);
    if (/Location: \S/.test(each.payload ?? "")) expect(got).toMatch(/^(forbidden|unavailable)$/);
    expect(connections.filter((to) => to !== String(port))).toEqual([]);
  });

  it("bounds headers without end", async () => {
    answer = null;
    answerBytes = Buffer.from(`HTTP/1.1 200 OK\r\n${"X-A: bbbbbbbbbb\r\n".repeat(60_000)}`);
    expect(await read()).toBe("unavailable");
  });

  it("bounds what an answer inflates to", async () => {
    answer = null;
    const body = gzipSync(Buffer.alloc(32 * 1024 * 1024));
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
    answerBytes = Buffer.concat([Buffer.from(head), body]);
    expect(await read()).toBe("too_large");
  });
});

it("has a server that listens", async () => {
  const socket = connect(port, "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.destroy();
});
