import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { ActiveFault, Faults } from "./fault";
import { slowDown } from "./slow-down";

/** Lets a gRPC call meet the faults that are switched on for it; `proceed` answers it where they let it through. */
export function meetFaults(
  faults: Faults,
  request: Http2ServerRequest,
  response: Http2ServerResponse,
  proceed: () => void,
): void {
  const met = faults.take(request.url);
  const latencyMs = met.reduce((sum, fault) => sum + (fault.kind === "latency" ? fault.ms : 0), 0);
  const go = () => spoil(met, response, proceed);
  if (latencyMs === 0) go();
  else setTimeout(go, latencyMs);
}

function spoil(met: readonly ActiveFault[], response: Http2ServerResponse, proceed: () => void): void {
  const { stream } = response;
  if (stream.destroyed) return;
  for (const fault of met)
    switch (fault.kind) {
      case "drop":
        stream.session?.destroy();
        return;
      case "half-open":
        return;
      case "error":
        response.writeHead(200, {
          "content-type": "application/grpc",
          "grpc-status": String(fault.code),
          "grpc-message": encodeURIComponent(fault.message),
        });
        response.end();
        return;
      case "slow":
        slowDown(stream, fault.bytesPerSecond);
        break;
      case "latency":
        break;
    }
  proceed();
}
