import "server-only";
import type { ConnectionName } from "@/lib/core/refs";
import type { FlyteBackend } from "@/lib/server/backend";
import { createFlyteClient } from "./call/client";
import { actionCalls } from "./port/actions";
import type { Context } from "./port/context";
import { entityCalls } from "./port/entities";
import { executionCalls } from "./port/executions";
import { nodeCalls } from "./port/nodes";

/**
 * The port over FlyteAdmin of Flyte 1 at `url` (http:// for HTTP/2 in clear, https://). `connection` is the name that all
 * its references carry. One HTTP/2 session, opened by the first call.
 */
export function createFlyte1Backend({ url, connection }: { url: string; connection: ConnectionName }): FlyteBackend {
  const context: Context = { client: createFlyteClient(url), connection };
  return {
    can: { recover: true, signals: true, metrics: true },
    ...entityCalls(context),
    ...executionCalls(context),
    ...nodeCalls(context),
    ...actionCalls(context),
  };
}
