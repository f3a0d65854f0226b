import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@/e2e/stack/child";
import { freePort } from "@/e2e/stack/ports";

const SCRIPT = "dist/sandbox/main.mjs";

export type BareSandbox = {
  grpcUrl: string;
  httpUrl: string;
  /** From the spawn to the line that says it is ready, to a tenth of a second. */
  readyMs: number;
  /** Memory of the process that is really in use. */
  residentBytes(): number;
  stop(): Promise<void>;
};

export const newDataFolder = (): string => mkdtempSync(join(tmpdir(), "contrail-bench-sandbox-"));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** A sandbox without a console, on free ports, with its data in `folder`. */
export async function startBareSandbox(folder: string): Promise<BareSandbox> {
  if (!existsSync(SCRIPT)) throw new Error(`${SCRIPT} is missing: run node sandbox/bundle.mjs`);
  const [grpcPort, httpPort] = [await freePort(), await freePort()];
  const startedMs = performance.now();
  const ports = ["--grpc-port", String(grpcPort), "--http-port", String(httpPort)];
  const server = await startServer("sandbox", ["node", SCRIPT, ...ports, "--data", folder], {}, (printed) =>
    Promise.resolve(printed.includes("sandbox ready")),
  );
  return {
    grpcUrl: `http://127.0.0.1:${grpcPort}`,
    httpUrl: `http://127.0.0.1:${httpPort}`,
    readyMs: performance.now() - startedMs,
    residentBytes: () => residentBytes(server.pid),
    stop: () => server.stop(),
  };
}

function residentBytes(pid: number): number {
  const [, kilobytes = "NaN"] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1_024;
}

/** What a folder takes on disk, in blocks as the file system counts them. */
export function bytesOnDisk(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesOnDisk(path) : statSync(path).blocks * 512);
  }, 0);
}
