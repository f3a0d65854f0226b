import { expect, test } from "@playwright/test";
import { control, executionUrl, forbidReload, listUrl } from "./console";
import { float, integer, startRun, terminateRun, waitForEnd } from "./flyte";

test("without FlyteAdmin the page keeps its data, says so, recovers by itself and says what it missed", async ({
  page,
  request,
}) => {
  const name = await startRun("eta.training.train_eta_model", { pace: float(1), trips: integer(1500) });
  await page.goto(executionUrl(name));
  const stayed = await forbidReload(page);
  await expect(page.locator('[data-node-id][data-phase="running"]').first()).toBeVisible();
  test.skip((await control(request, "gate/shut")) === 404, "the way to this FlyteAdmin cannot be cut");
  await expect(page.getByText(/does not answer/)).toBeVisible();
  await expect(page.locator("[data-node-id][data-phase]").first()).toBeVisible();
  await waitForEnd(name);
  await control(request, "gate/open");
  await expect(page.getByText(/does not answer/)).toBeHidden({ timeout: 40_000 });
  await expect(page.getByText(/missed/i).first()).toBeVisible();
  await expect(page.locator('[data-node-id][data-phase="succeeded"]').first()).toBeVisible();
  await stayed();
});

test("the sandbox is killed and restarted: the run goes on and the page with it", async ({ page, request }) => {
  const name = await startRun("eta.operations.refresh_road_graph", { pace: float(0.5), steps: integer(600) });
  await page.goto(executionUrl(name));
  const stayed = await forbidReload(page);
  await expect(page.locator('[data-node-id][data-phase="running"]').first()).toBeVisible();
  test.skip((await control(request, "sandbox/kill")) === 404, "this FlyteAdmin is not ours to kill");
  await expect(page.getByText(/does not answer/)).toBeVisible();
  expect(await control(request, "sandbox/start")).toBe(204);
  await expect(page.getByText(/does not answer/)).toBeHidden({ timeout: 40_000 });
  await expect(page.locator('[data-node-id][data-phase="running"]').first()).toBeVisible();
  await stayed();
  await terminateRun(name);
});

test("the list keeps its rows while FlyteAdmin is away, and a fresh load says what is wrong", async ({
  page,
  context,
  request,
}) => {
  const name = await startRun("eta.operations.flaky_fetch", { pace: float(0) });
  await waitForEnd(name);
  await page.goto(listUrl());
  await expect(page.getByRole("link", { name })).toBeVisible();
  test.skip((await control(request, "gate/shut")) === 404, "the way to this FlyteAdmin cannot be cut");
  const fresh = await context.newPage();
  await fresh.goto(listUrl());
  await expect(fresh.getByRole("alert").filter({ hasText: "unavailable" }).first()).toBeVisible();
  await expect(fresh.getByText("No executions")).toBeHidden();
  await control(request, "gate/open");
  await expect(fresh.getByRole("link", { name })).toBeVisible({ timeout: 40_000 });
});
