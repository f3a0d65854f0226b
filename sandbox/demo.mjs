import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The demo: the embedded Flyte with a history of real runs, and the console in front of it. Builds what is older than its
 * sources. PORT moves the console, SANDBOX_GRPC_PORT and SANDBOX_HTTP_PORT the Flyte.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const consolePort = Number(process.env.PORT ?? 8080);
const grpcPort = Number(process.env.SANDBOX_GRPC_PORT ?? 8089);
const httpPort = Number(process.env.SANDBOX_HTTP_PORT ?? 8088);
const url = `http://localhost:${consolePort}/console`;
const children = new Set();
let stopping = false;

process.on("SIGINT", stop);
process.on("SIGTERM", stop);

await requireFreePort(consolePort, "PORT");
await requireFreePort(grpcPort, "SANDBOX_GRPC_PORT");
await requireFreePort(httpPort, "SANDBOX_HTTP_PORT");

if (isStale()) {
  say("building the console (once, until its sources change) …");
  await run("build", [join(root, "node_modules/next/dist/bin/next"), "build"]);
}
await run("bundle", ["sandbox/bundle.mjs"]);

const ports = ["--grpc-port", String(grpcPort), "--http-port", String(httpPort)];
start("sandbox", ["dist/sandbox/main.mjs", ...ports, "--data", ".demo", "--history", "demo"]);
start("console", ["sandbox/start-console.mjs"], {
  PORT: String(consolePort),
  HOSTNAME: "localhost",
  FLYTE_ADMIN_URL: `http://127.0.0.1:${grpcPort}`,
  CONTRAIL_FETCH_HOSTS: `127.0.0.1:${httpPort}`,
});
await untilAnswers(`${url}/api/projects`);
say(`\n  Contrail is at ${url}\n\n  It shows an embedded Flyte with real runs (data in .demo). Ctrl-C stops both.\n`);

/** Whether anything that goes into the build is newer than the build. */
function isStale() {
  const build = join(root, ".next/standalone/server.js");
  if (!existsSync(build)) return true;
  const builtAt = statSync(build).mtimeMs;
  const sources = ["app", "components", "lib", "public", "next.config.js", "package-lock.json", "postcss.config.mjs"];
  return sources.some((source) => newest(join(root, source)) > builtAt);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function requireFreePort(port, variable) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => fail(`port ${port} cannot be used (${error.code}): set ${variable} to another`));
    probe.listen(port, "localhost", () => probe.close(() => resolve(undefined)));
  });
}

/** Runs a step to its end; its output is shown only when it fails. */
function run(name, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    children.add(child);
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += chunk));
    child.once("exit", (code) => {
      children.delete(child);
      if (code === 0) resolve(undefined);
      else if (!stopping) fail(`${printed}\nthe ${name} failed`);
    });
  });
}

/** Starts a server that lives as long as the demo; when one ends, so does the other. */
function start(name, args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.add(child);
  child.stderr.on("data", (chunk) => process.stderr.write(`[${name}] ${chunk}`));
  child.once("exit", (code, signal) => {
    children.delete(child);
    if (!stopping) fail(`the ${name} ended with ${code ?? signal}`);
  });
}

async function untilAnswers(address) {
  for (;;) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
      await response.body?.cancel();
      if (response.ok) return;
    } catch {
      // Not up yet: whether it ever will be, the children's own ends say.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function stop() {
  if (stopping) return;
  stopping = true;
  process.exitCode ??= 0;
  for (const child of children) child.kill("SIGTERM");
  setTimeout(() => {
    for (const child of children) child.kill("SIGKILL");
  }, 5_000).unref();
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
  stop();
  if (children.size === 0) process.exit(1);
}
