import { expect, test } from "@playwright/test";
import { executionUrl, forbidReload } from "./console";
import { float, getRun, integer, RunPhase, startRun, waitForEnd } from "./flyte";

test("a running execution is terminated with a reason and turns aborted on the page", async ({ page }) => {
  const name = await startRun("eta.operations.refresh_road_graph", { pace: float(1), steps: integer(600) });
  await page.goto(executionUrl(name));
  const stayed = await forbidReload(page);
  await expect(page.locator('[data-node-id][data-phase="running"]').first()).toBeVisible();

  await page.getByRole("button", { name: "Terminate…" }).click();
  await page.getByLabel("Reason").fill("wrong region");
  await page.getByRole("button", { name: "Terminate", exact: true }).click();

  expect(await waitForEnd(name)).toBe(RunPhase.ABORTED);
  await expect(page.getByRole("banner").or(page.getByRole("main")).getByText("Aborted").first()).toBeVisible();
  await expect(page.getByText("wrong region")).toBeVisible();
  await stayed();
  const { closure } = await getRun(name);
  expect(closure?.outputResult).toMatchObject({ case: "abortMetadata", value: { cause: "wrong region" } });
});
