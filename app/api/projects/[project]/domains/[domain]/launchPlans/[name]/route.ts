import { nameParams, versionListSearch } from "@/lib/contract/entities";
import { scopeOf } from "@/lib/server/http/refs";
import { searchRoute } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = searchRoute(nameParams, versionListSearch, ({ params, search, backend, signal }) =>
  backend.listLaunchPlans(scopeOf(params), params.name, search, { signal }),
);
