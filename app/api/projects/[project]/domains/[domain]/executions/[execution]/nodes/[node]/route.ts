import { nodeParams, nodeRowSearch } from "@/lib/contract/executions";
import { nodeOf } from "@/lib/server/http/refs";
import { searchRoute } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = searchRoute(nodeParams, nodeRowSearch, ({ params, search, backend, signal }) =>
  backend.getNode(nodeOf(params), search.parent, { signal }),
);
