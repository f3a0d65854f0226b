import { scopeParams } from "@/lib/contract/executions";
import { scopeOf } from "@/lib/server/http/refs";
import { route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = route(scopeParams, ({ params, backend, signal }) =>
  backend.listEntityNames("launch_plan", scopeOf(params), { signal }),
);
