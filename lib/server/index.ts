import "server-only";
import { ContrailError } from "@/lib/core/errors";
import { type ConnectionName, DEFAULT_CONNECTION } from "@/lib/core/refs";
import type { FlyteBackend } from "./backend";
import { createFlyte1Backend } from "./backends/flyte1/backend";
import { composition } from "./composition";
import { env } from "./env";
import { systemClock } from "./live/clock";
import { Hub } from "./live/hub";

/**
 * The Flyte that `connection` names. Throws `unavailable` when FLYTE_ADMIN_URL is not set, `not_found` for a connection
 * that is not configured.
 */
export function getBackend(connection: ConnectionName = DEFAULT_CONNECTION): FlyteBackend {
  if (connection !== DEFAULT_CONNECTION) throw new ContrailError("not_found", `No Flyte is named ${connection}.`);
  const made = composition();
  made.backend ??= makeBackend(connection);
  return made.backend;
}

function makeBackend(connection: ConnectionName): FlyteBackend {
  const url = env().FLYTE_ADMIN_URL;
  if (url !== undefined) return createFlyte1Backend({ url, connection });
  throw new ContrailError(
    "unavailable",
    "No Flyte is configured: set FLYTE_ADMIN_URL to the gRPC address of FlyteAdmin and start Contrail again.",
  );
}

/** The watchers of this process: one an execution, whatever the number of browsers. */
export function getHub(): Hub {
  const made = composition();
  made.hub ??= new Hub((connection) => getBackend(connection), systemClock);
  return made.hub;
}
