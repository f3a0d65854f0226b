import type { Browser, Page } from "@playwright/test";
import { paths } from "@/lib/url/paths";
import { type Figure, percentile } from "../report";
import { framesWhile, heapMb, longestTask, markedAt, pageNow, watchTasks } from "./page-watch";
import type { Made } from "./scenarios";

const COLD_MS = 2_500;
const WARM_MS = 1_000;
const LEAST_FPS = 50;
const TASK_MS = 100;
const HEAP_MB = 400;
const CYCLES = 20;
const HEAP_GROWTH = 10;
const LOAD_TIMEOUT_MS = 60_000;
/** What still loads after the first paint, and the page at rest. */
const SETTLE_MS = 3_000;

type Target = { browser: Browser; consoleUrl: string; name: string; run: Made; isJudged: boolean };

/**
 * One run from the first load to the twentieth return: first usable paint cold and warm, frames while the camera moves,
 * the longest task after load, memory. Figures of `isJudged` runs have limits.
 */
export async function measureLoads({ browser, consoleUrl, name, run, isJudged }: Target): Promise<Figure[]> {
  const url = `${consoleUrl}${paths.execution(run.ref)}`;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await watchTasks(context);
  const page = await context.newPage();
  page.on("pageerror", (error) => process.stderr.write(`error on the page: ${error.message}\n`));
  try {
    const cold = await paintAfter(page, url);
    await page.goto("about:blank");
    const warm = await paintAfter(page, url);
    await page.waitForTimeout(SETTLE_MS);
    const loadedMs = await pageNow(page);
    const opened = await openAll(page);
    const settledMs = opened === null ? loadedMs : await pageNow(page);
    const frames = await framesWhile(page, () => moveCamera(page));
    const longest = await longestTask(page, settledMs);
    const opening = await longestTask(page, loadedMs);
    const heap = await heapMb(page);
    const limit = <Limit extends object>(limits: Limit) => (isJudged ? limits : {});
    const what = (text: string) => `${name}, ${run.nodes} nodes: ${text}`;
    return [
      { what: what("first usable paint, cold"), value: Math.round(cold), unit: "ms", ...limit({ budget: COLD_MS }) },
      { what: what("first usable paint, warm"), value: Math.round(warm), unit: "ms", ...limit({ budget: WARM_MS }) },
      {
        what: what("frames while panned and zoomed, 5th percentile"),
        value: 1_000 / percentile(frames, 0.95),
        unit: "fps",
        ...limit({ least: LEAST_FPS }),
        note: `${opened ?? "default groups open"}; median ${Math.round(1_000 / percentile(frames, 0.5))} fps, worst frame ${Math.round(Math.max(...frames))} ms`,
      },
      {
        what: what("longest task after load"),
        value: Math.round(longest),
        unit: "ms",
        ...limit({ budget: TASK_MS }),
        note: opened === null ? "" : `while all groups opened ${Math.round(opening)} ms`,
      },
      { what: what("heap"), value: heap, unit: "MB", ...limit({ budget: HEAP_MB }) },
    ];
  } finally {
    await context.close();
  }
}

/** Ms from the request of a page to its graph on screen. */
async function paintAfter(page: Page, url: string): Promise<number> {
  await page.goto(url);
  return markedAt(page, "contrail:graph-painted", "nodes", 1, LOAD_TIMEOUT_MS);
}

/** Opens all groups where the page offers it; how many nodes are then drawn, in words. */
async function openAll(page: Page): Promise<string | null> {
  const button = page.getByRole("button", { name: "Open all groups" });
  if ((await button.count()) === 0) return null;
  const before = await page.evaluate(() => performance.getEntriesByName("contrail:graph-painted").length);
  await button.click();
  await page.waitForFunction((count) => performance.getEntriesByName("contrail:graph-painted").length > count, before, {
    timeout: LOAD_TIMEOUT_MS,
  });
  await page.waitForTimeout(SETTLE_MS);
  const nodes = await page.evaluate(() => {
    const last = performance.getEntriesByName("contrail:graph-painted").at(-1);
    return last instanceof PerformanceMark ? Number(last.detail?.nodes) : 0;
  });
  return `all groups open, ${nodes} boxes`;
}

/** Six seconds of a hand on the mouse: out, across, in, across. */
async function moveCamera(page: Page): Promise<void> {
  const [x, y] = [720, 560];
  await page.mouse.move(x, y);
  for (let step = 0; step < 40; step++) await wheel(page, 60);
  await drag(page, { x, y });
  for (let step = 0; step < 40; step++) await wheel(page, -70);
  await drag(page, { x, y });
}

async function wheel(page: Page, by: number): Promise<void> {
  await page.mouse.wheel(0, by);
  await page.waitForTimeout(16);
}

async function drag(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 60; step++) {
    await page.mouse.move(x - 5 * step, y + 90 * Math.sin(step / 9));
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  await page.mouse.move(x, y);
}

/** Memory after twenty times from the list of executions into a run and back, against the first time. */
export async function measureCycles({ browser, consoleUrl, name, run }: Target): Promise<Figure[]> {
  const { name: execution, ...scope } = run.ref;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  try {
    await page.goto(`${consoleUrl}${paths.executions(scope)}`);
    const link = page.locator(`a[href*="/executions/${execution}"]`).first();
    const cycle = async () => {
      await link.click({ timeout: LOAD_TIMEOUT_MS });
      await page.locator("[data-node-id][data-phase]").first().waitFor({ state: "attached", timeout: LOAD_TIMEOUT_MS });
      await page.waitForTimeout(500);
      await page.goBack();
      await link.waitFor({ timeout: LOAD_TIMEOUT_MS });
    };
    // The first rounds fill caches that are meant to stay.
    for (let round = 0; round < 2; round++) await cycle();
    const before = await heapMb(page);
    for (let round = 0; round < CYCLES; round++) await cycle();
    const after = await heapMb(page);
    return [
      {
        what: `${name}: heap after ${CYCLES} times opened and closed`,
        value: Math.max(0, (after / before - 1) * 100),
        unit: "%",
        budget: HEAP_GROWTH,
        note: `${before.toFixed(1)} MB → ${after.toFixed(1)} MB`,
      },
    ];
  } finally {
    await context.close();
  }
}
