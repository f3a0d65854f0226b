import { randomBytes } from "node:crypto";
import { createServer, type Http2Server } from "node:http2";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { connectNodeAdapter, createGrpcTransport } from "@connectrpc/connect-node";
import { afterEach, expect, test } from "vitest";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { type Fault, Faults, faultShape } from "./fault";
import { meetFaults } from "./meet-faults";

/** Does not get shorter when it is packed. */
const VERSION = randomBytes(1_500).toString("hex");
const servers: Http2Server[] = [];
const sessions: { destroy(): void }[] = [];
afterEach(() => {
  for (const session of sessions.splice(0)) session.destroy();
  for (const server of servers.splice(0)) server.close();
});

async function start() {
  const faults = new Faults();
  const handle = connectNodeAdapter({
    routes: (router) =>
      void router.service(AdminService, {
        getVersion: () => ({ controlPlaneVersion: { Build: VERSION } }),
        listProjects: () => ({}),
      }),
  });
  const server = createServer((request, response) =>
    meetFaults(faults, request, response, () => handle(request, response)),
  );
  server.on("session", (session) => sessions.push(session));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const client = createClient(AdminService, createGrpcTransport({ baseUrl: `http://127.0.0.1:${port}` }));
  return { faults, client };
}

const fault = (given: unknown): Fault => faultShape.parse(given);

async function codeOf(call: Promise<unknown>): Promise<[Code, string] | null> {
  try {
    await call;
    return null;
  } catch (error) {
    const { code, rawMessage } = ConnectError.from(error);
    return [code, rawMessage];
  }
}

test("an error meets its RPC as often as it is told, and others never", async () => {
  const { faults, client } = await start();
  faults.add(
    fault({ kind: "error", rpc: "GetVersion", code: "UNAVAILABLE", message: "gone 100 % – for now", times: 2 }),
  );
  expect(await codeOf(client.listProjects({}))).toBeNull();
  const expected = [Code.Unavailable, "gone 100 % – for now"];
  expect(await codeOf(client.getVersion({}))).toEqual(expected);
  expect(faults.list()).toMatchObject([{ hits: 1 }]);
  expect(await codeOf(client.getVersion({}))).toEqual(expected);
  expect(await codeOf(client.getVersion({}))).toBeNull();
  expect(faults.list()).toEqual([]);
});

test("latency delays, and ends when it is removed", async () => {
  const { faults, client } = await start();
  const { id } = faults.add(fault({ kind: "latency", rpc: "AdminService/*", ms: 300 }));
  const startedMs = performance.now();
  await client.getVersion({});
  expect(performance.now() - startedMs).toBeGreaterThan(290);
  expect(faults.remove(id)).toBe(1);
  const againMs = performance.now();
  await client.getVersion({});
  expect(performance.now() - againMs).toBeLessThan(250);
});

test("a dropped connection is an error at once, a half-open one only a timeout", async () => {
  const { faults, client } = await start();
  faults.add(fault({ kind: "drop", times: 1 }));
  expect(await codeOf(client.getVersion({}))).not.toBeNull();
  faults.add(fault({ kind: "half-open", times: 1 }));
  const [code] = (await codeOf(client.getVersion({}, { timeoutMs: 300 }))) ?? [];
  expect(code).toBe(Code.DeadlineExceeded);
  expect(await codeOf(client.getVersion({}))).toBeNull();
});

test("slow bytes arrive whole", async () => {
  const { faults, client } = await start();
  faults.add(fault({ kind: "slow", bytesPerSecond: 5_000 }));
  const startedMs = performance.now();
  const { controlPlaneVersion } = await client.getVersion({});
  expect(controlPlaneVersion?.Build).toBe(VERSION);
  expect(performance.now() - startedMs).toBeGreaterThan(250);
});

test("tells what is no fault", () => {
  for (const given of [
    { kind: "error", code: "NOPE" },
    { kind: "latency" },
    { kind: "fire" },
    { kind: "drop", times: 0 },
  ])
    expect(faultShape.safeParse(given).success).toBe(false);
  expect(fault({ kind: "error", code: "DeadlineExceeded" })).toMatchObject({ code: Code.DeadlineExceeded, rpc: "*" });
});
