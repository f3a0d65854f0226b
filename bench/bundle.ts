import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import { startStack } from "@/e2e/stack/stack";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import { openBrowser, openPage } from "./browser";
import { openFlyte } from "./flyte/flyte";
import { SCOPE } from "./flyte/messages";
import type { Figure } from "./report";
import { chain } from "./shapes";

const LIST_BUDGET_KB = 300;
const LIST_INCUMBENT_KB = 1_147;

/** JavaScript per page: what its HTML names, and what it has fetched once it is idle; gzip, kB = 1,000 bytes. */
export async function benchBundle(): Promise<Figure[]> {
  const stack = await startStack({});
  const browser = await openBrowser();
  try {
    const flyte = openFlyte(stack.adminUrl);
    const name = await flyte.start(chain(3), { paceS: 0, parallelism: 10 });
    await flyte.settle(name, 30_000);
    const scope = { connection: DEFAULT_CONNECTION, ...SCOPE };
    const run = { ...scope, name };
    const pages = {
      projects: "/?pick",
      executions: paths.executions(scope),
      execution: paths.execution(run),
      launch: paths.launch(scope),
      compare: paths.compare([run, run]),
    };
    const figures: Figure[] = [];
    for (const [page, path] of Object.entries(pages)) {
      const url = `${stack.consoleUrl}${path}`;
      figures.push({
        what: `${page}: first load`,
        value: (await firstLoadBytes(url)) / 1_000,
        unit: "kB",
        ...(page === "executions" && { budget: LIST_BUDGET_KB, incumbent: LIST_INCUMBENT_KB }),
      });
      figures.push({ what: `${page}: all, once idle`, value: (await allBytes(browser, url)) / 1_000, unit: "kB" });
    }
    return figures;
  } finally {
    await browser.close();
    await stack.stop();
  }
}

async function firstLoadBytes(url: string): Promise<number> {
  const html = await (await fetch(url)).text();
  const sources = new Set([...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, source = ""]) => source));
  let bytes = 0;
  for (const source of sources) {
    const script = await fetch(new URL(source.replaceAll("&amp;", "&"), url));
    bytes += gzipSync(new Uint8Array(await script.arrayBuffer())).length;
  }
  return bytes;
}

async function allBytes(browser: Browser, url: string): Promise<number> {
  const page = await openPage(browser);
  const scripts = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    if (!/\.js(\?|$)/.test(response.url())) return;
    scripts.set(
      response.url(),
      response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      ),
    );
  });
  await page.goto(url);
  // A page of a running execution is never idle on the network: its stream stays open.
  await page.waitForTimeout(4_000);
  const sizes = await Promise.all(scripts.values());
  await page.context().close();
  return sizes.reduce((sum, size) => sum + size, 0);
}
