import { z } from "zod";

const report = z.object({ rpcs: z.record(z.string(), z.object({ calls: z.number() })) });

/** Calls that the sandbox has answered so far, health checks apart; `lists` are those that read a level of nodes. */
export async function readCalls(httpHost: string): Promise<{ calls: number; lists: number; atMs: number }> {
  const response = await fetch(`http://${httpHost}/stats`);
  const { rpcs } = report.parse(await response.json());
  const counted = Object.entries(rpcs).filter(([rpc]) => !rpc.includes("health"));
  const sum = (entries: typeof counted) => entries.reduce((total, [, { calls }]) => total + calls, 0);
  const lists = counted.filter(([rpc]) => rpc.endsWith("/ListNodeExecutions"));
  return { calls: sum(counted), lists: sum(lists), atMs: Date.now() };
}
