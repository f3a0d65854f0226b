import { expect, test } from "@playwright/test";
import { executionUrl } from "./console";
import { float, integer, startRun, terminateRun } from "./flyte";

test("the log of a running task grows on the page", async ({ page }) => {
  const name = await startRun("eta.operations.refresh_road_graph", { pace: float(0.5), steps: integer(600) });
  await page.goto(executionUrl(name));
  await page.locator('[data-node-id][data-phase="running"]').first().click();
  await page.getByRole("tab", { name: "Logs" }).click();
  const log = page.getByRole("log");
  await expect(log).toContainText(/\S/);
  const count = page.getByTestId("log-lines");
  const before = Number((await count.getAttribute("data-lines")) ?? 0);
  await expect.poll(async () => Number((await count.getAttribute("data-lines")) ?? 0)).toBeGreaterThan(before + 2);
  await terminateRun(name);
});
