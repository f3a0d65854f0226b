import { expect, test } from "@playwright/test";
import { listUrl } from "./console";
import { float, integer, startRun, waitForEnd } from "./flyte";

test("three selected runs open as a comparison that shows the one input that differs", async ({ page }) => {
  const names: string[] = [];
  for (const trips of [1500, 1500, 1600]) {
    names.push(await startRun("eta.training.train_eta_model", { pace: float(0), trips: integer(trips) }));
  }
  for (const name of names) await waitForEnd(name);

  await page.goto(listUrl());
  for (const name of names) await page.getByRole("checkbox", { name: new RegExp(name) }).check();
  await page
    .getByRole("link", { name: /^Compare/ })
    .last()
    .click();
  await page.waitForURL(/\/compare\?/);
  await page.getByRole("switch", { name: "Only differences" }).check();
  const inputs = page.getByRole("rowgroup", { name: "Inputs" });
  await expect(inputs.getByRole("rowheader")).toHaveCount(1);
  await expect(inputs.getByRole("rowheader", { name: "trips" })).toBeVisible();
  await expect(inputs.getByText("1600")).toBeVisible();
});
