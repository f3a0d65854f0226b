import { expect, test } from "@playwright/test";
import { executionUrl, forbidReload } from "./console";
import { float, integer, startRun, waitForEnd } from "./flyte";

test("children that appear after an empty answer are shown", async ({ page }) => {
  const name = await startRun("eta.operations.nightly_report", { pace: float(4), tables: integer(3) });
  await page.goto(executionUrl(name, "?view=nodes"));
  const stayed = await forbidReload(page);
  const rows = page.locator('[data-node-id*="/"][data-phase]');
  await expect(rows).toHaveCount(0);
  const parent = page.locator("[data-node-id][data-phase]").first();
  await expect(parent).toBeVisible();
  await expect(rows.first()).toBeVisible({ timeout: 40_000 });
  await waitForEnd(name);
  await expect(page.locator('[data-node-id*="/"][data-phase="succeeded"]').first()).toBeVisible();
  await stayed();
});

test("a second attempt that starts after a gap is shown in the open drawer", async ({ page }) => {
  const name = await startRun("eta.operations.flaky_fetch", { pace: float(2) });
  await page.goto(executionUrl(name));
  const stayed = await forbidReload(page);
  await page.locator("[data-node-id][data-phase]").first().click();
  const drawer = page.getByRole("complementary");
  await expect(drawer.getByText("Attempt 1")).toBeVisible();
  await expect(drawer.getByText("Attempt 2")).toBeVisible({ timeout: 40_000 });
  await waitForEnd(name);
  await expect(drawer.getByText("Succeeded").first()).toBeVisible();
  await stayed();
});
