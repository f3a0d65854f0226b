import { nodeParams } from "@/lib/contract/executions";
import { nodeHistory } from "@/lib/server/history/node-history";
import { nodeOf } from "@/lib/server/http/refs";
import { route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = route(nodeParams, ({ params, backend, signal, requestId }) =>
  nodeHistory(backend, nodeOf(params), requestId, { signal }),
);
