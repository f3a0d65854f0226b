import "server-only";
import { type CallOptions, type Client, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ContrailError } from "@/lib/core/errors";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { DataProxyService } from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import { SignalService } from "@/lib/flyteidl/gen/flyteidl/service/signal_pb";
import type { Call } from "@/lib/server/backend";
import { recordUpstreamCall } from "@/lib/server/upstream";
import { isConnectionFailure, isTimeout, toContrailError } from "./problem";
import { createSession, type Session } from "./session";

const DEADLINE_MS = 15_000;
/** Dynamic closures and lists of large specs pass gRPC's usual 4 MiB. */
const MESSAGE_LIMIT_BYTES = 64 * 1024 * 1024;
type Services = {
  admin: Client<typeof AdminService>;
  signals: Client<typeof SignalService>;
  data: Client<typeof DataProxyService>;
};

type Ask<T> = (services: Services, options: CallOptions) => Promise<T>;

/** The connection to one Flyte. `read` is repeated once when the connection fails, `write` never. */
export type FlyteClient = {
  read<T>(ask: Ask<T>, call?: Call): Promise<T>;
  write<T>(ask: Ask<T>, call?: Call): Promise<T>;
};

/** `url` is http:// (HTTP/2 in clear) or https://. Nothing is sent before the first call. */
export function createFlyteClient(url: string): FlyteClient {
  const { origin, protocol } = parseUrl(url);
  const session = createSession(origin);
  const transport = createGrpcTransport({
    baseUrl: origin,
    sessionManager: session.manager,
    readMaxBytes: MESSAGE_LIMIT_BYTES,
    writeMaxBytes: MESSAGE_LIMIT_BYTES,
    // Flyte is near: packing costs more than it saves there, and less than it saves over TLS from afar.
    ...(protocol === "http:" ? { acceptCompression: [] } : {}),
  });
  const services: Services = {
    admin: createClient(AdminService, transport),
    signals: createClient(SignalService, transport),
    data: createClient(DataProxyService, transport),
  };
  return {
    read: (ask, call) => withDeadline({ services, session }, ask, call, true),
    write: (ask, call) => withDeadline({ services, session }, ask, call, false),
  };
}

function parseUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new ContrailError(
      "invalid",
      `“${url}” is not the address of a Flyte: it has to begin with http:// or https://`,
    );
  }
  return parsed;
}

type Line = { services: Services; session: Session };

async function withDeadline<T>(
  { services, session }: Line,
  ask: Ask<T>,
  call: Call | undefined,
  mayRepeat: boolean,
): Promise<T> {
  const endsAtMs = performance.now() + (call?.timeoutMs ?? DEADLINE_MS);
  const attempt = async (): Promise<T> => {
    const startedMs = performance.now();
    try {
      const timeoutMs = Math.max(1, Math.ceil(endsAtMs - startedMs));
      const answer = await ask(services, { signal: call?.signal, timeoutMs });
      session.onAnswer();
      return answer;
    } catch (error) {
      if (isTimeout(error)) session.onTimeout();
      throw error;
    } finally {
      recordUpstreamCall(performance.now() - startedMs);
    }
  };
  try {
    return await attempt();
  } catch (first) {
    if (call?.signal?.aborted) throw cancelled(call.signal, first);
    if (!mayRepeat || !isConnectionFailure(first) || performance.now() >= endsAtMs) throw toContrailError(first);
  }
  return attempt().catch((second: unknown) => {
    throw call?.signal?.aborted ? cancelled(call.signal, second) : toContrailError(second);
  });
}

/** The caller's own wish, not a fault of Flyte: nobody waits for this answer any more, unless its time was up. */
function cancelled(signal: AbortSignal, cause: unknown): ContrailError {
  const timedOut = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
  return timedOut
    ? new ContrailError("timeout", "Flyte did not answer in time.", { cause })
    : new ContrailError("unavailable", "The request was cancelled.", { cause });
}
