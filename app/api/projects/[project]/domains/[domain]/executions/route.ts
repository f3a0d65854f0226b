import { executionListSearch, scopeParams } from "@/lib/contract/executions";
import { scopeOf } from "@/lib/server/http/refs";
import { searchRoute } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = searchRoute(scopeParams, executionListSearch, ({ params, search, backend, signal }) =>
  backend.listExecutions({ ...search, scope: scopeOf(params) }, { signal }),
);
