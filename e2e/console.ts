import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import { SCOPE } from "./flyte";

export const CONSOLE = process.env.CONTRAIL_E2E_CONSOLE ?? "";
const CONTROL = process.env.CONTRAIL_E2E_CONTROL ?? "";

export const scope = { connection: DEFAULT_CONNECTION, ...SCOPE };
export const executionRef = (name: string) => ({ ...scope, name });

export const listUrl = (query = "") => `${CONSOLE}${paths.executions(scope)}${query}`;
export const executionUrl = (name: string, query = "") => `${CONSOLE}${paths.execution(executionRef(name))}${query}`;

/** Fails when the page was loaded again after this was called: live updates must not need it. */
export async function forbidReload(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    Object.assign(window, { contrailStayed: true });
  });
  return async () => {
    expect(await page.evaluate(() => "contrailStayed" in window)).toBe(true);
  };
}

/** What the test stack can do to the Flyte behind the console: shut the gate to it, kill the sandbox. */
export async function control(
  request: APIRequestContext,
  act: "gate/shut" | "gate/open" | "sandbox/kill" | "sandbox/start",
) {
  const response = await request.get(`${CONTROL}/${act}`);
  return response.status();
}
