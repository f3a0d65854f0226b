import type { BrowserContext, Page } from "@playwright/test";

/** Installs what the page is measured with before any of its own code runs: long tasks are kept from the first on. */
export async function watchTasks(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const tasks: { startTime: number; duration: number }[] = [];
    Object.assign(window, { benchTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration });
    }).observe({ type: "longtask", buffered: true });
  });
}

/** The longest task of the main thread in ms that began after a moment of the page; 0 where none took over 50 ms. */
export const longestTask = (page: Page, sinceMs: number): Promise<number> =>
  page.evaluate((since) => {
    const tasks: unknown = Reflect.get(window, "benchTasks");
    let longest = 0;
    if (!Array.isArray(tasks)) return Number.NaN;
    for (const { startTime, duration } of tasks) if (startTime >= since) longest = Math.max(longest, duration);
    return longest;
  }, sinceMs);

export const pageNow = (page: Page): Promise<number> => page.evaluate(() => performance.now());

/** When a mark first had at least `least` in a field of its detail: ms since the page was asked for. */
export async function markedAt(
  page: Page,
  mark: string,
  field: string,
  least: number,
  timeout: number,
): Promise<number> {
  const found = await page.waitForFunction(
    ([name, key, count]) => {
      for (const entry of performance.getEntriesByName(name)) {
        if (entry instanceof PerformanceMark && Number(entry.detail?.[key]) >= count)
          return Math.max(entry.startTime, 1);
      }
      return 0;
    },
    [mark, field, least] as const,
    { timeout },
  );
  return found.jsonValue();
}

/** Live bytes of the page's JavaScript after a collection, in MB. */
export async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("HeapProfiler.enable");
    // Two rounds: what finalisers free goes in the second.
    for (let round = 0; round < 2; round++) await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return usedSize / 1e6;
  } finally {
    await session.detach();
  }
}

/** As text: what compiles this file would give the inner function a helper that the page does not have. */
const RECORD_FRAMES = `{
  const frames = (window.benchFrames = []);
  let last = performance.now();
  const tick = (now) => {
    frames.push(now - last);
    last = now;
    if (window.benchFrames === frames) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}`;

/** Times between frames in ms while something is done with the page. */
export async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(RECORD_FRAMES);
  await act();
  return page.evaluate(() => {
    const frames: unknown = Reflect.get(window, "benchFrames");
    Object.assign(window, { benchFrames: null });
    return Array.isArray(frames) ? frames.slice(1).map(Number) : [];
  });
}
