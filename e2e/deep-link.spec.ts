import { expect, test } from "@playwright/test";
import { executionUrl } from "./console";
import { float, startRun, topLevelNodes, waitForEnd } from "./flyte";

test("the URL that a task carries opens the execution on that node", async ({ page }) => {
  const name = await startRun("eta.operations.flaky_fetch", { pace: float(0) });
  await waitForEnd(name);
  const [node] = await topLevelNodes(name);
  await page.goto(`${executionUrl(name)}/nodeId/${node?.nodeId}/nodes`);
  const drawer = page.getByRole("complementary");
  await expect(drawer).toBeVisible();
  await expect(drawer).toHaveAttribute("data-node-id", node?.specNodeId ?? "");
});

test("an unknown node of a known execution is named on the page", async ({ page }) => {
  const name = await startRun("eta.operations.flaky_fetch", { pace: float(0) });
  await page.goto(`${executionUrl(name)}/nodeId/no-such-node/nodes`);
  await expect(page.getByText("no-such-node")).toBeVisible();
});
