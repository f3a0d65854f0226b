import { startStack } from "@/e2e/stack/stack";
import { openBrowser } from "./browser";
import { measureCycles, measureLoads } from "./execution/load";
import { measureItems, measureRows } from "./execution/rows";
import { makeScenario } from "./execution/scenarios";
import { measureTicks } from "./execution/tick";
import type { Figure } from "./report";

/** The execution page at 50, 1,000 and 10,000 nodes and at 50,000 items: the sandbox's scenarios F1 to F4. */
export async function benchExecution(): Promise<Figure[]> {
  const stack = await startStack({});
  const browser = await openBrowser();
  try {
    const { consoleUrl, sandbox } = stack;
    if (sandbox === null) throw new Error("the bench needs the sandbox's scenarios");
    const figures: Figure[] = [];
    const add = (more: Figure[]) => {
      figures.push(...more);
      for (const { what, value, unit } of more) process.stdout.write(`${what}: ${value.toFixed(1)} ${unit}\n`);
    };
    for (const name of ["F1", "F2", "F3"]) {
      const run = await makeScenario(sandbox.httpHost, name);
      const target = { browser, consoleUrl, name, run, isJudged: name === "F3" };
      add(await measureLoads(target));
      if (!target.isJudged) continue;
      add(await measureRows(browser, consoleUrl, run));
      add(await measureCycles(target));
    }
    add(await measureItems(browser, consoleUrl, await makeScenario(sandbox.httpHost, "F4")));
    add(
      await measureTicks(
        consoleUrl,
        sandbox.httpHost,
        await makeScenario(sandbox.httpHost, "F3?rate=20&name=f3-ticks"),
      ),
    );
    return figures;
  } finally {
    await browser.close();
    await stack.stop();
  }
}
