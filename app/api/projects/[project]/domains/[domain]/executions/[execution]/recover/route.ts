import { executionParams } from "@/lib/contract/executions";
import { emptyBody } from "@/lib/contract/launch";
import { executionOf } from "@/lib/server/http/refs";
import { mutation } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const POST = mutation(executionParams, emptyBody, ({ params, backend }) =>
  backend.recoverExecution(executionOf(params)),
);
