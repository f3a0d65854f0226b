import { createServer, type Http2Server } from "node:http2";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { DataProxyService } from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import { SignalService } from "@/lib/flyteidl/gen/flyteidl/service/signal_pb";
import { Health, HealthCheckResponse_ServingStatus } from "@/lib/flyteidl/gen/grpc/health/v1/health_pb";
import { ServerReflection as ReflectionV1 } from "@/lib/flyteidl/gen/grpc/reflection/v1/reflection_pb";
import { ServerReflection as ReflectionV1Alpha } from "@/lib/flyteidl/gen/grpc/reflection/v1alpha/reflection_pb";
import type { AdminPort } from "@/sandbox/contract";
import type { Faults } from "@/sandbox/faults/fault";
import { meetFaults } from "@/sandbox/faults/meet-faults";
import type { CallStats } from "@/sandbox/http/stats";
import type { AdminContext } from "../context";
import { dataProxyService } from "../proxy/data-proxy";
import { getOrCreateSignal, listSignals, setSignal } from "../signals";
import { adminService } from "./admin-service";
import { reflectV1, reflectV1Alpha } from "./reflection";

/** The message size that a Flyte with large closures is set to. */
const MAX_MESSAGE_BYTES = 50 * 1024 * 1024;

/** Error texts travel in trailers, and FlyteAdmin lets them grow to 32,000 bytes, percent signs not counted. */
const MAX_TRAILER_BYTES = 256 * 1024;

/** gRPC over HTTP/2 without TLS, as FlyteAdmin serves inside a cluster. Authentication services are left out. */
export function createGrpcServer(
  context: AdminContext,
  port: AdminPort,
  stats: CallStats,
  faults: Faults,
): Http2Server {
  const handle = connectNodeAdapter({
    connect: false,
    grpcWeb: false,
    readMaxBytes: MAX_MESSAGE_BYTES,
    routes: (router) => routes(router, context, port),
    fallback: (request, response) => {
      const [, service = ""] = request.url?.split("/") ?? [];
      response.writeHead(200, {
        "content-type": "application/grpc",
        "grpc-status": String(Code.Unimplemented),
        "grpc-message": encodeURIComponent(`unknown service ${service}`).replaceAll("%20", " "),
      });
      response.end();
    },
  });
  return createServer({ maxSendHeaderBlockLength: MAX_TRAILER_BYTES }, (request, response) => {
    stats.watch(request, response);
    meetFaults(faults, request, response, () => handle(request, response));
  });
}

function routes(router: ConnectRouter, context: AdminContext, port: AdminPort): void {
  const services = [AdminService, SignalService, DataProxyService, Health, ReflectionV1, ReflectionV1Alpha];
  router.service(AdminService, adminService(context, port));
  router.service(SignalService, {
    getOrCreateSignal: (request) => getOrCreateSignal(context, request),
    listSignals: (request) => listSignals(context, request),
    setSignal: (request) => setSignal(context, request),
  });
  router.service(DataProxyService, dataProxyService(context));
  router.service(Health, {
    check: ({ service }) => {
      if (service !== "" && service !== "flyteadmin") throw new ConnectError("unknown service", Code.NotFound);
      return { status: HealthCheckResponse_ServingStatus.SERVING };
    },
  });
  router.service(ReflectionV1, { serverReflectionInfo: (requests) => reflectV1(requests, services) });
  router.service(ReflectionV1Alpha, { serverReflectionInfo: (requests) => reflectV1Alpha(requests, services) });
}
