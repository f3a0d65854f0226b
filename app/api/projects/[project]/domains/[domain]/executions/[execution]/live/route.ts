import { executionParams } from "@/lib/contract/executions";
import { liveSearch } from "@/lib/contract/live";
import { getHub } from "@/lib/server";
import { executionOf } from "@/lib/server/http/refs";
import { searchRoute } from "@/lib/server/http/route";
import { sse } from "@/lib/server/http/sse";

export const dynamic = "force-dynamic";

export const GET = searchRoute(executionParams, liveSearch, async ({ params, search, signal }) =>
  sse(await getHub().open(executionOf(params), search.subscriber), signal),
);
