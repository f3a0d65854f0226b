import { readCalls } from "../live/stats";
import { type Figure, percentile } from "../report";
import { openSseClient } from "../sse-client";
import type { Made } from "./scenarios";

const TICK_MS = 1_000;
const WARM_UP_MS = 8_000;
const TICKS = 25;
const BYTES_KB = 50;
const CALLS = 4;

/** A run of 10,000 nodes with twenty changes a second, read as a browser reads it: bytes and calls of each tick. */
export async function measureTicks(consoleUrl: string, httpHost: string, run: Made): Promise<Figure[]> {
  const client = openSseClient(new URL(consoleUrl).origin, run.ref);
  try {
    await wait(WARM_UP_MS);
    const bytes: number[] = [];
    const calls: number[] = [];
    let last = { bytes: client.bytes(), calls: (await readCalls(httpHost)).calls };
    for (let tick = 0; tick < TICKS; tick++) {
      await wait(TICK_MS);
      const next = { bytes: client.bytes(), calls: (await readCalls(httpHost)).calls };
      bytes.push((next.bytes - last.bytes) / 1_000);
      calls.push(next.calls - last.calls);
      last = next;
    }
    const failure = client.failure();
    if (failure !== null) throw failure;
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return [
      {
        what: "F3 live, 20 changes a second: bytes a second",
        value: mean(bytes),
        unit: "kB",
        budget: BYTES_KB,
        note: `worst ${Math.max(...bytes).toFixed(1)} kB`,
      },
      {
        what: "F3 live: calls to FlyteAdmin a second, mean",
        value: mean(calls),
        unit: "calls",
        budget: CALLS,
        note: `p95 ${percentile(calls, 0.95)}, worst ${Math.max(...calls)}; a tick is a second while things change`,
      },
    ];
  } finally {
    client.close();
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
