import type { Browser } from "@playwright/test";
import { paths } from "@/lib/url/paths";
import type { Figure } from "../report";
import { markedAt, watchTasks } from "./page-watch";
import type { Made } from "./scenarios";

const ITEMS_MS = 1_000;
const ROWS_MS = 1_500;
const INCUMBENT_ITEMS_MS = 4_400;
const LOAD_TIMEOUT_MS = 60_000;

/** From the press on a map task to all of its items on screen. */
export async function measureItems(browser: Browser, consoleUrl: string, run: Made): Promise<Figure[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await watchTasks(context);
  const page = await context.newPage();
  try {
    await page.goto(`${consoleUrl}${paths.execution(run.ref)}?view=nodes`);
    const map = page
      .locator("[data-node-id][data-phase]")
      .filter({ hasText: /map|score|items/i })
      .first();
    await map.waitFor({ timeout: LOAD_TIMEOUT_MS });
    await page.waitForTimeout(2_000);
    const startedMs = Date.now();
    await map.click();
    const table = page.getByRole("table", { name: "Items of the map task" });
    await table.waitFor({ timeout: LOAD_TIMEOUT_MS });
    const value = Date.now() - startedMs;
    const rows = await table.getAttribute("aria-rowcount");
    return [
      {
        what: "F4: a map task with all its items opened",
        value,
        unit: "ms",
        budget: ITEMS_MS,
        incumbent: INCUMBENT_ITEMS_MS,
        note: `${rows} items; the incumbent with 4,400`,
      },
    ];
  } finally {
    await context.close();
  }
}

/** The table of all nodes of the largest run, from the request of the page and from the arrival of its data. */
export async function measureRows(browser: Browser, consoleUrl: string, run: Made): Promise<Figure[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  try {
    await page.goto(`${consoleUrl}${paths.execution(run.ref)}?view=nodes`);
    const paintedMs = await markedAt(page, "contrail:rows-painted", "rows", 1, LOAD_TIMEOUT_MS);
    const rows = await page.evaluate(() => {
      const [first] = performance.getEntriesByName("contrail:rows-painted");
      return first instanceof PerformanceMark ? Number(first.detail?.rows) : 0;
    });
    return [
      {
        what: `F3: Nodes view of ${run.nodes} nodes`,
        value: Math.round(paintedMs),
        unit: "ms",
        budget: ROWS_MS,
        note: `${rows} rows at first; the incumbent freezes`,
      },
    ];
  } finally {
    await context.close();
  }
}
