import type { Browser } from "@playwright/test";
import { startStack } from "@/e2e/stack/stack";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import { openBrowser, openPage } from "./browser";
import { openFlyte } from "./flyte/flyte";
import { GROUP, SCOPE } from "./flyte/messages";
import { type Figure, percentile } from "./report";
import { chain, countEdges, fanOuts, layered, type Shape } from "./shapes";

const LOADS = 3;
/** A run that lasts longer is terminated before its page is measured: a chain of 1,000 would take minutes. */
const RUN_FOR_MS = 45_000;

const CASES: { shape: Shape; budgetMs: number; incumbentMs?: number; note: string }[] = [
  { shape: layered(8, 10), budgetMs: 1_000, note: "the incumbent freezes" },
  { shape: chain(1_000), budgetMs: 2_000, incumbentMs: 23_000, note: "" },
  { shape: fanOuts(1, 1_000), budgetMs: 2_000, incumbentMs: 23_000, note: "" },
  { shape: fanOuts(4, 50), budgetMs: 1_000, note: "the incumbent's page dies" },
];

/**
 * From the arrival of a run's data in the browser to its graph on screen, with the group that holds the shape open (a link
 * to one of its nodes opens it). Median of three loads with an empty cache.
 */
export async function benchGraph(): Promise<Figure[]> {
  const stack = await startStack({});
  const browser = await openBrowser();
  try {
    const flyte = openFlyte(stack.adminUrl);
    const figures: Figure[] = [];
    for (const { shape, budgetMs, incumbentMs, note } of CASES) {
      const name = await flyte.start(shape, { paceS: 0, parallelism: 100 });
      const end = await flyte.settle(name, RUN_FOR_MS);
      const url = `${stack.consoleUrl}${paths.execution({ connection: DEFAULT_CONNECTION, ...SCOPE, name })}`;
      const first = shape.nodes[0]?.id ?? "";
      const times: number[] = [];
      for (let load = 0; load < LOADS; load++) {
        times.push(await measureLoad(browser, `${url}?node=${GROUP}/${first}`, shape.nodes.length));
      }
      process.stdout.write(`${shape.name}: run ${end}, loads ${times.map(Math.round).join(", ")} ms\n`);
      figures.push({
        what: `${shape.name}: ${shape.nodes.length} nodes, ${countEdges(shape)} edges`,
        value: Math.round(percentile(times, 0.5)),
        unit: "ms",
        budget: budgetMs,
        note: `worst ${Math.round(Math.max(...times))} ms${note && `; ${note}`}`,
        ...(incumbentMs !== undefined && { incumbent: incumbentMs }),
      });
    }
    return figures;
  } finally {
    await browser.close();
    await stack.stop();
  }
}

/** Milliseconds from `contrail:first-data` to the first `contrail:graph-painted` that has all the nodes. */
async function measureLoad(browser: Browser, url: string, nodes: number): Promise<number> {
  const page = await openPage(browser);
  try {
    await page.goto(url);
    const elapsed = await page.waitForFunction(
      (wanted) => {
        const [data] = performance.getEntriesByName("contrail:first-data");
        const painted = performance
          .getEntriesByName("contrail:graph-painted")
          .find((entry) => entry instanceof PerformanceMark && Number(entry.detail?.nodes) >= wanted);
        return data === undefined || painted === undefined ? 0 : painted.startTime - data.startTime;
      },
      nodes,
      { timeout: 60_000 },
    );
    return await elapsed.jsonValue();
  } finally {
    await page.context().close();
  }
}
