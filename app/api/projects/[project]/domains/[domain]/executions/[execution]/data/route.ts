import { executionParams } from "@/lib/contract/executions";
import { executionOf } from "@/lib/server/http/refs";
import { route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = route(executionParams, ({ params, backend, signal }) =>
  backend.getExecutionData(executionOf(params), { signal }),
);
