import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { Browser } from "@playwright/test";
import type { ExecutionRef } from "@/lib/core/refs";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { paths } from "@/lib/url/paths";
import { openPage } from "../browser";

/** When a node was first seen in a phase: `path phase` → milliseconds since the epoch. */
export type Sightings = Record<string, number>;
export type WatchedPage = { close: () => Promise<Sightings> };

/**
 * Opens a run with the group `group` open, and notes when each phase of each node is painted: the frame after the change of
 * its `data-phase`. The page's clock is the machine's, as is the server's.
 */
export async function watchRun(
  browser: Browser,
  consoleUrl: string,
  ref: ExecutionRef,
  group: string,
): Promise<WatchedPage> {
  const page = await openPage(browser);
  await page.goto(`${consoleUrl}${paths.execution(ref)}`);
  const item = page.locator(`[role="treeitem"][data-node-id="${group}"][aria-expanded]`);
  await item.waitFor({ state: "attached", timeout: 30_000 });
  if ((await item.getAttribute("aria-expanded")) === "false") {
    await item.focus();
    await page.keyboard.press("Space");
  }
  await page
    .locator(`[role="treeitem"][data-node-id^="${group}/"]:not([hidden])`)
    .first()
    .waitFor({ state: "attached" });
  // No named function inside: what runs TypeScript here wraps those in a helper that the page does not have.
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { benchSightings: seen });
    // What is there already has been there for an unknown time: it is not measured.
    for (const element of document.querySelectorAll("[data-node-id][data-phase]")) {
      seen[`${element.getAttribute("data-node-id")} ${element.getAttribute("data-phase")}`] = 0;
    }
    new MutationObserver((changes) => {
      const fresh: string[] = [];
      for (const { target } of changes) {
        if (!(target instanceof Element)) continue;
        const key = `${target.getAttribute("data-node-id")} ${target.getAttribute("data-phase")}`;
        if (key in seen) continue;
        seen[key] = Number.POSITIVE_INFINITY;
        fresh.push(key);
      }
      requestAnimationFrame(() => {
        for (const key of fresh) seen[key] = performance.timeOrigin + performance.now();
      });
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-phase"] });
  });
  return {
    close: async () => {
      const seen = await page.evaluate((): Record<string, unknown> => ({ ...Reflect.get(window, "benchSightings") }));
      await page.context().close();
      return Object.fromEntries(
        Object.entries(seen).flatMap(([key, atMs]) => (typeof atMs === "number" && atMs > 0 ? [[key, atMs]] : [])),
      );
    },
  };
}

/**
 * Milliseconds from the change at the server to its paint, for each start and each success of the group's nodes that the
 * page was open for. A phase that was over before anyone could show it counts with the next one only.
 */
export function latencies(seen: Sightings, rows: readonly NodeExecution[], group: string): number[] {
  return rows.flatMap(({ metadata, closure }) => {
    const path = `${group}/${metadata?.specNodeId}`;
    const changes: [string, number | null][] = [
      ["running", closure?.startedAt === undefined ? null : timestampMs(closure.startedAt)],
      [
        "succeeded",
        closure?.phase === Phase.SUCCEEDED && closure.updatedAt !== undefined ? timestampMs(closure.updatedAt) : null,
      ],
    ];
    return changes.flatMap(([phase, atMs]) => {
      const seenMs = seen[`${path} ${phase}`];
      return atMs === null || seenMs === undefined || !Number.isFinite(seenMs) ? [] : [Math.max(0, seenMs - atMs)];
    });
  });
}
