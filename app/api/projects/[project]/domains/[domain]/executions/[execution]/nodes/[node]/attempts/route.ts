import { nodeParams } from "@/lib/contract/executions";
import { nodeOf } from "@/lib/server/http/refs";
import { route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = route(nodeParams, ({ params, backend, signal }) => backend.listAttempts(nodeOf(params), { signal }));
