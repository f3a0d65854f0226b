import type { Browser } from "@playwright/test";
import { type Stack, startStack } from "@/e2e/stack/stack";
import { DEFAULT_CONNECTION, type ExecutionRef } from "@/lib/core/refs";
import { openBrowser } from "./browser";
import { type BenchFlyte, openFlyte } from "./flyte/flyte";
import { GROUP, SCOPE } from "./flyte/messages";
import { readCalls } from "./live/stats";
import { latencies, type WatchedPage, watchRun } from "./live/watch-run";
import { type Figure, percentile } from "./report";
import { chain, lanes } from "./shapes";
import { openSseClient } from "./sse-client";

/** 10 lanes of 30 steps that take 2 s each: 300 nodes, a good minute, ten phase changes a second. */
const SHAPE = lanes(10, 30);
const PACE_S = 2;
const WARM_UP_MS = 5_000;
const MEASURE_MS = 45_000;
const CALLS_BUDGET = 120;
const LATENCY_BUDGET_MS = 1_500;
/** The incumbent: 2,760 calls a minute for each browser; half of its changes show after 5.0 s. */
const INCUMBENT = { callsPerBrowser: 2_760, medianMs: 5_000 };

type Bench = { stack: Stack; browser: Browser; flyte: BenchFlyte; httpHost: string };

/**
 * A run of 300 nodes watched by one and by fifty browsers (one Chromium, the rest plain readers of the same stream): what
 * FlyteAdmin pays, and how soon a change is on screen. Then a run in which nothing happens.
 */
export async function benchLive(): Promise<Figure[]> {
  const stack = await startStack({});
  const browser = await openBrowser();
  try {
    const httpHost = stack.sandbox?.httpHost;
    if (httpHost === undefined) throw new Error("the bench needs the sandbox's counts of calls");
    const bench = { stack, browser, flyte: openFlyte(stack.adminUrl), httpHost };
    return [...(await measureRun(bench, 1)), ...(await measureRun(bench, 50)), ...(await measureStill(bench))];
  } finally {
    await browser.close();
    await stack.stop();
  }
}

async function measureRun({ stack, browser, flyte, httpHost }: Bench, browsers: number): Promise<Figure[]> {
  const shape = { ...SHAPE, name: `${SHAPE.name}-${browsers}` };
  const name = await flyte.start(shape, { paceS: PACE_S, parallelism: 100 });
  const ref: ExecutionRef = { connection: DEFAULT_CONNECTION, ...SCOPE, name };
  const page: WatchedPage = await watchRun(browser, stack.consoleUrl, ref, GROUP);
  const others = Array.from({ length: browsers - 1 }, () => openSseClient(new URL(stack.consoleUrl).origin, ref));
  await wait(WARM_UP_MS);
  const before = await readCalls(httpHost);
  await wait(MEASURE_MS);
  const after = await readCalls(httpHost);
  const seen = await page.close();
  const broken = others.find((other) => other.failure() !== null)?.failure();
  for (const other of others) other.close();
  if (broken != null) throw broken;
  const rows = await childRows(flyte, name);
  await flyte.settle(name, 0);
  const delays = latencies(seen, rows, GROUP);
  const who = browsers === 1 ? "1 browser" : `${browsers} browsers`;
  const minutes = (after.atMs - before.atMs) / 60_000;
  return [
    {
      what: `${who}: calls to FlyteAdmin`,
      value: Math.round((after.calls - before.calls) / minutes),
      unit: "calls/min",
      budget: CALLS_BUDGET,
      incumbent: INCUMBENT.callsPerBrowser * browsers,
    },
    {
      what: `${who}: change at server → pixels, p50`,
      value: Math.round(percentile(delays, 0.5)),
      unit: "ms",
      incumbent: INCUMBENT.medianMs,
    },
    {
      what: `${who}: change at server → pixels, p95`,
      value: Math.round(percentile(delays, 0.95)),
      unit: "ms",
      budget: LATENCY_BUDGET_MS,
      note: `${delays.length} changes, max ${Math.round(Math.max(...delays))} ms`,
    },
  ];
}

/** Levels of a run with one group: the top and the group. */
const LEVELS = 2;
const STILL_WINDOWS = 4;
const STILL_WINDOW_MS = 15_000;
/** The tick grows to 5 s when nothing changes; a window may catch one more. */
const STILL_LEAST_S = 4;

/** A run whose only node waits: the time between two looks at a level should grow from one second to five. */
async function measureStill({ stack, browser, flyte, httpHost }: Bench): Promise<Figure[]> {
  const name = await flyte.start(chain(1), { paceS: 600, parallelism: 1 });
  const page = await watchRun(browser, stack.consoleUrl, { connection: DEFAULT_CONNECTION, ...SCOPE, name }, GROUP);
  const figures: Figure[] = [];
  let last = await readCalls(httpHost);
  for (let window = 0; window < STILL_WINDOWS; window++) {
    await wait(STILL_WINDOW_MS);
    const next = await readCalls(httpHost);
    const seconds = (next.atMs - last.atMs) / 1_000;
    figures.push({
      what: `nothing changes, second ${window * 15} to ${window * 15 + 15}: a level is read every`,
      value: seconds / Math.max(1, (next.lists - last.lists) / LEVELS),
      unit: "s",
      note: `${Math.round(((next.calls - last.calls) / seconds) * 60)} calls/min in all`,
      ...(window === STILL_WINDOWS - 1 && { least: STILL_LEAST_S }),
    });
    last = next;
  }
  await page.close();
  await flyte.settle(name, 0);
  return figures;
}

async function childRows(flyte: BenchFlyte, name: string) {
  const group = (await flyte.rows(name)).find(({ metadata }) => metadata?.specNodeId === GROUP);
  if (group?.id === undefined) throw new Error("the run has no group of nodes");
  return flyte.rows(name, group.id.nodeId);
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
