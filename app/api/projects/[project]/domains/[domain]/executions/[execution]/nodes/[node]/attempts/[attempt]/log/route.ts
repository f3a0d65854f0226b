import { attemptParams } from "@/lib/contract/executions";
import { logSearch } from "@/lib/contract/logs";
import { getHub } from "@/lib/server";
import { nodeOf } from "@/lib/server/http/refs";
import { searchRoute } from "@/lib/server/http/route";
import { readLog } from "@/lib/server/logs/read-log";

export const dynamic = "force-dynamic";

/** A log that grows is asked for every second, so the attempt comes from the live watcher where that holds it. */
export const GET = searchRoute(attemptParams, logSearch, async ({ params, search, backend, signal }) => {
  const node = nodeOf(params);
  const attempts = getHub().freshAttempts(node) ?? (await backend.listAttempts(node, { signal }));
  return readLog(attempts, { number: params.attempt, from: search.from, signal });
});
