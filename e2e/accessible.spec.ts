import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import { CONSOLE, executionRef, executionUrl, listUrl } from "./console";
import { float, SCOPE, startRun, waitForEnd } from "./flyte";

const THEMES = ["light", "dark"] as const;
const WIDTHS = [390, 1440] as const;

for (const theme of THEMES) {
  for (const width of WIDTHS) {
    test(`every page is accessible and fits, ${theme}, ${width} px wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      for (const url of await urlsOfAllPages()) {
        await page.goto(url);
        await expect(page.getByRole("main")).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`),
          url,
        ).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `sideways scroll at ${url}`).toBeLessThanOrEqual(1);
      }
    });
  }
}

async function urlsOfAllPages(): Promise<string[]> {
  const runs = [
    await startRun("eta.operations.flaky_fetch", { pace: float(0) }),
    await startRun("eta.training.train_diverging", { pace: float(0) }),
  ];
  for (const run of runs) await waitForEnd(run);
  return [
    `${CONSOLE}/?pick`,
    listUrl(),
    `${CONSOLE}${paths.launch({ connection: DEFAULT_CONNECTION, ...SCOPE })}`,
    `${CONSOLE}${paths.relaunch(executionRef(runs[0] ?? ""))}`,
    executionUrl(runs[1] ?? ""),
    executionUrl(runs[1] ?? "", "?view=nodes"),
    `${CONSOLE}${paths.compare(runs.map(executionRef))}`,
    `${CONSOLE}/no/such/page`,
  ];
}
