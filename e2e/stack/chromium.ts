import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Debian's browser: the tests download none. */
export const CHROMIUM = "/usr/bin/chromium";

/** Flags for a container without a GPU and without a network; the background services would only fail to look up hosts. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Installs Debian's package `chromium` when it is missing; says what to do where that is not possible. */
export function ensureChromium(): void {
  if (existsSync(CHROMIUM)) return;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "--non-interactive"];
  const run = (...args: string[]) => {
    const [file = "apt-get", ...rest] = [...asRoot, ...args];
    execFileSync(file, rest, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  };
  process.stdout.write("Installing Debian's package chromium for the browser tests\n");
  try {
    run("apt-get", "update", "-qq");
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium");
  } catch (error) {
    throw new Error(`${CHROMIUM} is missing and could not be installed. As root: apt-get install chromium`, {
      cause: error,
    });
  }
}
