import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers, type Server, startServer } from "./child";
import { type Gate, startGate } from "./gate";
import { freePort } from "./ports";

/** A running console in front of a Flyte: a fresh sandbox, or the FlyteAdmin that `adminUrl` names. */
export type Stack = {
  consoleUrl: string;
  /** Where specs reach Flyte themselves, past the gate. */
  adminUrl: string;
  gate: Gate | null;
  sandbox: { httpHost: string; kill: () => Promise<void>; start: () => Promise<void> } | null;
  consolePid: number;
  stop: () => Promise<void>;
};

export type StackOptions = {
  adminUrl?: string;
  /** Extra hosts that the console may fetch logs and blobs from, for a Flyte that is not ours. */
  fetchHosts?: string;
  sandboxArgs?: string[];
};

export async function startStack({ adminUrl, fetchHosts = "", sandboxArgs = [] }: StackOptions): Promise<Stack> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  try {
    const sandbox = adminUrl === undefined ? await startSandbox(sandboxArgs, stops) : null;
    const upstream = adminUrl ?? sandbox?.adminUrl ?? "";
    const gate = await startGateTo(new URL(upstream), stops);
    const console = await startConsole({
      FLYTE_ADMIN_URL: gate === null ? upstream : `http://127.0.0.1:${gate.port}`,
      CONTRAIL_FETCH_HOSTS: [fetchHosts, sandbox?.httpHost ?? ""].filter(Boolean).join(","),
    });
    stops.push(console.stop);
    return { consoleUrl: console.url, adminUrl: upstream, gate, sandbox, consolePid: console.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A TLS server is reached directly: its certificate is for its own name, not for the gate's. */
async function startGateTo(target: URL, stops: (() => Promise<void>)[]): Promise<Gate | null> {
  if (target.protocol !== "http:") return null;
  const gate = await startGate({ host: target.hostname, port: Number(target.port || 80) });
  stops.push(gate.close);
  return gate;
}

/** The production console on a free port, with `env` beside this process's own environment. */
async function startConsole(env: Record<string, string>) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/console`;
  const server = await startServer(
    "console",
    ["node", "sandbox/start-console.mjs"],
    { ...env, PORT: String(port), HOSTNAME: "127.0.0.1" },
    () => answers(`${url}/api/projects`),
  );
  return { url, pid: server.pid, stop: () => server.stop() };
}

async function startSandbox(args: string[], stops: (() => Promise<void>)[]) {
  const [grpcPort, httpPort] = [await freePort(), await freePort()];
  const data = mkdtempSync(join(tmpdir(), "contrail-sandbox-"));
  const launch = (): Promise<Server> =>
    startServer(
      "sandbox",
      [
        "node",
        "dist/sandbox/main.mjs",
        "--grpc-port",
        String(grpcPort),
        "--http-port",
        String(httpPort),
        "--data",
        data,
        ...args,
      ],
      {},
      async (output) => output.includes("sandbox ready"),
    );
  let server = await launch();
  stops.push(async () => {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  });
  return {
    adminUrl: `http://127.0.0.1:${grpcPort}`,
    httpHost: `127.0.0.1:${httpPort}`,
    kill: () => server.stop("SIGKILL"),
    start: async () => {
      server = await launch();
    },
  };
}
