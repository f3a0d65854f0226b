import { ensureChromium } from "./stack/chromium";
import { startControl } from "./stack/control";
import { startStack } from "./stack/stack";

/** Starts what the specs run against and tells them by environment; returns what stops it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  ensureChromium();
  const stack = await startStack({
    adminUrl: process.env.CONTRAIL_TEST_ADMIN_URL,
    fetchHosts: process.env.CONTRAIL_TEST_FETCH_HOSTS,
    sandboxArgs: ["--history", "none", "--retry-delay-ms", "4000"],
  });
  const control = await startControl(stack);
  process.env.CONTRAIL_E2E_CONSOLE = stack.consoleUrl;
  process.env.CONTRAIL_E2E_ADMIN = stack.adminUrl;
  process.env.CONTRAIL_E2E_CONTROL = control.url;
  return async () => {
    await control.close();
    await stack.stop();
  };
}
