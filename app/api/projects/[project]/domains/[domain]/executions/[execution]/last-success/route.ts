import { executionParams } from "@/lib/contract/executions";
import { lastSuccess } from "@/lib/server/history/last-success";
import { executionOf } from "@/lib/server/http/refs";
import { route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = route(executionParams, async ({ params, backend, signal }) => ({
  success: await lastSuccess(backend, executionOf(params), { signal }),
}));
