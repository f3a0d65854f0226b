import { expect, test } from "@playwright/test";
import { forbidReload, listUrl } from "./console";
import { RunPhase, waitForEnd } from "./flyte";

test("a person launches a workflow and watches every node turn green, then sees the outputs", async ({ page }) => {
  await page.goto(listUrl());
  await page.getByRole("link", { name: "Launch" }).click();
  await page.getByRole("combobox", { name: "Launch plan" }).fill("eta.training.train_eta_model");
  await page.getByRole("option", { name: "eta.training.train_eta_model", exact: true }).click();
  await page.getByLabel("trips", { exact: true }).fill("1500");
  await page.getByLabel("pace", { exact: true }).fill("0.2");
  await page.getByRole("button", { name: "Launch", exact: true }).click();

  await page.waitForURL(/\/executions\/[a-z0-9-]+/);
  const name = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const stayed = await forbidReload(page);
  const nodes = page.locator("[data-node-id][data-phase]");
  await expect(nodes.first()).toBeVisible();
  expect(await waitForEnd(name)).toBe(RunPhase.SUCCEEDED);

  await expect(page.getByRole("heading", { level: 1 })).toContainText("train_eta_model");
  await expect(page.locator('[data-node-id][data-phase="running"], [data-node-id][data-phase="queued"]')).toHaveCount(
    0,
  );
  await expect(page.locator('[data-node-id][data-phase="succeeded"]').first()).toBeVisible();
  await expect(page.locator('[data-node-id][data-phase="failed"]')).toHaveCount(0);
  await page.getByRole("button", { name: "Inputs and outputs" }).click();
  await expect(page.getByText("mae", { exact: true }).first()).toBeVisible();
  await stayed();
});
