import { compareSearch } from "@/lib/contract/compare";
import { comparedRuns } from "@/lib/server/compared-runs";
import { noParams, searchRoute } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = searchRoute(noParams, compareSearch, ({ search, backend, signal, requestId }) =>
  comparedRuns(backend, search.run, requestId, { signal }),
);
