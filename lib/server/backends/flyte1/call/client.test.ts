import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { afterEach, describe, expect, it } from "vitest";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { countingUpstream } from "@/lib/server/upstream";
import { type Stub, serveStub } from "@/lib/testing/conformance/serve-stub";
import { createFlyteClient } from "./client";

const open: Stub[] = [];

/** A server that speaks gRPC in clear and answers as told, until the end of the test. */
async function serve(routes: (router: ConnectRouter) => unknown, port = 0): Promise<Stub> {
  const stub = await serveStub(routes, port);
  open.push(stub);
  return stub;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((stub) => stub.close()));
});

const version = () => ({ controlPlaneVersion: { Version: "1" } });
const never = () => new Promise<never>(() => {});

describe("the connection to Flyte", () => {
  it("counts each call", async () => {
    const { url } = await serve((router) => router.service(AdminService, { getVersion: version }));
    const client = createFlyteClient(url);
    const { upstream } = await countingUpstream(() =>
      client.read(({ admin }, options) => admin.getVersion({}, options)),
    );
    expect(upstream.calls).toBe(1);
  });

  it.each([
    [Code.NotFound, "not_found", "no such thing"],
    [Code.InvalidArgument, "invalid", "no such thing"],
    [Code.FailedPrecondition, "conflict", "no such thing"],
    [Code.AlreadyExists, "conflict", "no such thing"],
    [Code.ResourceExhausted, "too_large", null],
    [Code.PermissionDenied, "forbidden", null],
    [Code.Unauthenticated, "unauthenticated", null],
    [Code.Unimplemented, "unsupported", null],
    [Code.Unavailable, "unavailable", null],
    [Code.DeadlineExceeded, "timeout", null],
    [Code.Internal, "internal", null],
    [Code.Unknown, "internal", null],
  ])("turns code %i into %s", async (code, problem, own) => {
    const { url } = await serve((router) =>
      router.service(AdminService, {
        getVersion: () => {
          throw new ConnectError("no such thing", code);
        },
      }),
    );
    const asked = createFlyteClient(url).read(({ admin }, options) => admin.getVersion({}, options));
    await expect(asked).rejects.toMatchObject({ code: problem, ...(own === null ? {} : { message: own }) });
    if (own === null) await expect(asked).rejects.not.toMatchObject({ message: "no such thing" });
  });

  it.each([
    ["a traceback of 32,000 characters", "  File “/root/task.py”, line 1\n".repeat(1_000)],
    ["an error beyond ASCII", "é".repeat(10_000)],
  ])("reads %s, which arrives as a header", async (_, message) => {
    const { url } = await serve((router) =>
      router.service(AdminService, {
        getVersion: () => {
          throw new ConnectError(message, Code.InvalidArgument);
        },
      }),
    );
    const asked = createFlyteClient(url).read(({ admin }, options) => admin.getVersion({}, options));
    await expect(asked).rejects.toMatchObject({ code: "invalid", message });
  });

  it("ends by its deadline", async () => {
    const { url } = await serve((router) => router.service(AdminService, { getVersion: never }));
    const asked = createFlyteClient(url).read(({ admin }, options) => admin.getVersion({}, options), { timeoutMs: 50 });
    await expect(asked).rejects.toMatchObject({ code: "timeout" });
  });

  it("stops when the caller does", async () => {
    const { url } = await serve((router) => router.service(AdminService, { getVersion: never }));
    const controller = new AbortController();
    const asked = createFlyteClient(url).read(({ admin }, options) => admin.getVersion({}, options), controller);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ code: "unavailable" });
  });

  it("says that nobody is there", async () => {
    const stub = await serve(() => {});
    await stub.close();
    const asked = createFlyteClient(stub.url).read(({ admin }, options) => admin.getVersion({}, options));
    await expect(asked).rejects.toMatchObject({ code: "unavailable", message: "Flyte cannot be reached." });
  });

  it("repeats a read once on a dead session, and a write never", async () => {
    let calls = 0;
    const stub: Stub = await serve((router) =>
      router.service(AdminService, {
        getVersion: () => {
          calls += 1;
          if (calls % 2 === 1) for (const session of stub.sessions) session.destroy();
          return version();
        },
      }),
    );
    const client = createFlyteClient(stub.url);
    const answer = await client.read(({ admin }, options) => admin.getVersion({}, options));
    expect(answer.controlPlaneVersion?.Version).toBe("1");
    expect(calls).toBe(2);
    const written = client.write(({ admin }, options) => admin.getVersion({}, options));
    await expect(written).rejects.toMatchObject({ code: "unavailable" });
    expect(calls).toBe(3);
  });

  it("goes on after GOAWAY and after a restart at the same address", async () => {
    const routes = (router: ConnectRouter) => router.service(AdminService, { getVersion: version });
    const first = await serve(routes);
    const client = createFlyteClient(first.url);
    const ask = () => client.read(({ admin }, options) => admin.getVersion({}, options));
    await ask();
    for (const session of first.sessions) session.goaway();
    await expect(ask()).resolves.toBeDefined();
    await first.close();
    await expect(ask()).rejects.toMatchObject({ code: "unavailable" });
    await serve(routes, Number(new URL(first.url).port));
    await expect(ask()).resolves.toBeDefined();
  });

  it("opens a new session when the old one has fallen silent", async () => {
    let isSilent = true;
    const stub = await serve((router) =>
      router.service(AdminService, { getVersion: () => (isSilent ? never() : version()) }),
    );
    const client = createFlyteClient(stub.url);
    const ask = (timeoutMs: number) =>
      client.read(({ admin }, options) => admin.getVersion({}, options), { timeoutMs });
    await expect(ask(40)).rejects.toMatchObject({ code: "timeout" });
    const [first] = stub.sessions;
    await expect(ask(40)).rejects.toMatchObject({ code: "timeout" });
    isSilent = false;
    await expect(ask(2_000)).resolves.toBeDefined();
    expect([...stub.sessions]).not.toContain(first);
  });

  it.each(["", "flyte.example.org:8089", "ftp://flyte.example.org"])("refuses the address %j", (url) => {
    expect(() => createFlyteClient(url)).toThrow(expect.objectContaining({ code: "invalid" }));
  });
});
