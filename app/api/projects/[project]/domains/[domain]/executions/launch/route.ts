import { scopeParams } from "@/lib/contract/executions";
import { launchBody } from "@/lib/contract/launch";
import { requestFor } from "@/lib/server/http/launch-request";
import { mutation } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const POST = mutation(scopeParams, launchBody, ({ params, body, backend }) =>
  backend.createExecution(requestFor(params, body)),
);
