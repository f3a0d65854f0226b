import { executionParams } from "@/lib/contract/executions";
import { focusBody } from "@/lib/contract/live";
import { getHub } from "@/lib/server";
import { executionOf } from "@/lib/server/http/refs";
import { mutation } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const POST = mutation(executionParams, focusBody, ({ params, body }) =>
  getHub().focus(executionOf(params), body),
);
