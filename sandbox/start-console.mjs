import { cpSync, existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Starts the production build of the console in this process; PORT and HOSTNAME say where it listens. */
const root = fileURLToPath(new URL("..", import.meta.url));
const built = join(root, ".next");
const standalone = join(built, "standalone");
const server = join(standalone, "server.js");

if (!existsSync(server)) fail("the console is not built: run `npm run build` first");

process.env.NODE_ENV = "production";
process.env.PORT ??= "8080";
process.env.HOSTNAME ??= "localhost";

// The standalone build leaves these out, because a CDN may serve them; here nothing else does.
copyWhenNewer(join(built, "static"), join(standalone, ".next/static"));
copyWhenNewer(join(root, "public"), join(standalone, "public"));

await requireFreePort(Number(process.env.PORT), process.env.HOSTNAME);
await import(pathToFileURL(server).href);

/** Copies once a build: the copy holds the build's id beside itself. */
function copyWhenNewer(from, to) {
  if (!existsSync(from)) return;
  const build = readFileSync(join(built, "BUILD_ID"), "utf8");
  const newest = statSync(from).mtimeMs;
  if (existsSync(to) && statSync(to).mtimeMs >= newest && build === buildOf(standalone)) return;
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

function buildOf(folder) {
  const id = join(folder, ".next/BUILD_ID");
  return existsSync(id) ? readFileSync(id, "utf8") : null;
}

/** Next would only print a stack. */
function requireFreePort(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => fail(`port ${port} on ${host} cannot be used (${error.code}): set PORT to another`));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
