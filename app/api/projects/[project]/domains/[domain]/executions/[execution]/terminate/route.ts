import { executionParams } from "@/lib/contract/executions";
import { terminateBody } from "@/lib/contract/launch";
import { getHub } from "@/lib/server";
import { executionOf } from "@/lib/server/http/refs";
import { mutation } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const POST = mutation(executionParams, terminateBody, async ({ params, body, backend }) => {
  await backend.terminateExecution(executionOf(params), body.cause);
  getHub().poke(executionOf(params));
});
