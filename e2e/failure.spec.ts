import { expect, test } from "@playwright/test";
import { executionUrl } from "./console";
import { float, integer, startRun, waitForEnd } from "./flyte";

test("a failed run opens on its first error and leads to the node", async ({ page }) => {
  const name = await startRun("eta.training.train_diverging", { pace: float(0), trips: integer(1500) });
  await waitForEnd(name);
  await page.goto(executionUrl(name));

  const band = page.getByRole("region", { name: "First failure" });
  await expect(band).toContainText("train_boosted");
  await expect(band).toContainText("ValueError");
  await band.getByRole("button", { name: "Open node" }).click();
  const drawer = page.getByRole("complementary", { name: /train_boosted/ });
  await expect(drawer).toContainText("ValueError");
  await expect(page.locator('[data-node-id][data-phase="failed"]').first()).toBeVisible();
});
