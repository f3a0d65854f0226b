import { setImmediate } from "node:timers/promises";
import type { SqlStore } from "@/sandbox/store/database";

/** How long one transaction may keep all calls waiting. */
const BATCH_MS = 40;

/** Does `work` for each item in transactions of a few milliseconds, between which the sandbox answers calls. */
export async function inBatches<T>(store: SqlStore, items: Iterable<T>, work: (item: T) => void): Promise<number> {
  const iterator = items[Symbol.iterator]();
  let count = 0;
  for (let done = false; !done; ) {
    const endsAt = performance.now() + BATCH_MS;
    store.transaction(() => {
      while (!done && performance.now() < endsAt) {
        const next = iterator.next();
        if (next.done === true) {
          done = true;
          return;
        }
        work(next.value);
        count += 1;
      }
    });
    await setImmediate();
  }
  return count;
}
