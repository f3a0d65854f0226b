import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const READY_MS = 20_000;

/** A fresh sandbox without an engine, on free ports and with a data folder of its own, which `stop` removes. */
export async function startSandbox(script = "dist/sandbox/main.mjs"): Promise<{ url: string; stop(): Promise<void> }> {
  if (!existsSync(script)) throw new Error(`${script} is missing: run node sandbox/bundle.mjs`);
  const data = mkdtempSync(join(tmpdir(), "contrail-conformance-"));
  const [grpcPort, httpPort] = [await freePort(), await freePort()];
  const ports = ["--grpc-port", String(grpcPort), "--http-port", String(httpPort)];
  const child = spawn(process.execPath, [script, ...ports, "--data", data, "--history", "none", "--engine", "off"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await ready(child);
  return {
    url: `http://127.0.0.1:${grpcPort}`,
    stop: async () => {
      child.kill("SIGTERM");
      await new Promise((resolve) => child.once("exit", resolve));
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the sandbox was not ready in time")), READY_MS);
    child.once("exit", (code) => reject(new Error(`the sandbox ended with ${code}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      if (!chunk.toString("utf8").includes("sandbox ready")) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
