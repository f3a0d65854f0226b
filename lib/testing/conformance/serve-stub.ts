import http2 from "node:http2";
import type { ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";

/** A server in this process; `sessions` are its open connections. */
export type Stub = { url: string; sessions: Set<http2.ServerHttp2Session>; close: () => Promise<void> };

/** Serves gRPC in clear on this machine, at any free port unless one is named. */
export async function serveStub(routes: (router: ConnectRouter) => unknown, port = 0): Promise<Stub> {
  const sessions = new Set<http2.ServerHttp2Session>();
  // Node refuses to send more than 64 KiB of headers unless told otherwise; FlyteAdmin does not.
  const server = http2.createServer(
    { maxSendHeaderBlockLength: 262_144 },
    connectNodeAdapter({ routes: (router) => void routes(router) }),
  );
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stub has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    sessions,
    close: () =>
      new Promise((resolve) => {
        for (const session of sessions) session.destroy();
        server.close(() => resolve());
      }),
  };
}
