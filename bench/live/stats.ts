import { z } from "zod";

const report = z.object({ rpcs: z.record(z.string(), z.object({ calls: z.number() })) });

/** Calls that the sandbox has answered so far, health checks apart. */
export async function readCalls(httpHost: string): Promise<{ calls: number; atMs: number }> {
  const response = await fetch(`http://${httpHost}/stats`);
  const { rpcs } = report.parse(await response.json());
  const counted = Object.entries(rpcs).filter(([rpc]) => !rpc.includes("health"));
  return { calls: counted.reduce((sum, [, { calls }]) => sum + calls, 0), atMs: Date.now() };
}
