import { spawnSync } from "node:child_process";
import { startStack } from "./stack";

/** Runs the suite that every backend passes against a fresh sandbox over the real wire, or the Flyte that is given. */
const stack = await startStack({
  adminUrl: process.env.CONTRAIL_TEST_ADMIN_URL,
  sandboxArgs: ["--history", "none"],
});
try {
  const { status } = spawnSync("npx", ["vitest", "run", "lib/testing/conformance"], {
    stdio: "inherit",
    env: { ...process.env, CONTRAIL_TEST_ADMIN_URL: stack.adminUrl },
  });
  process.exitCode = status ?? 1;
} finally {
  await stack.stop();
}
