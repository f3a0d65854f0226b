import type { DescMethod } from "@bufbuild/protobuf";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { AuthMetadataService } from "@/lib/flyteidl/gen/flyteidl/service/auth_pb";
import { DataProxyService } from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import { IdentityService } from "@/lib/flyteidl/gen/flyteidl/service/identity_pb";
import { SignalService } from "@/lib/flyteidl/gen/flyteidl/service/signal_pb";

const SERVICES = [AdminService, SignalService, DataProxyService, AuthMetadataService, IdentityService];

/** Method of a recorded `AdminService.GetExecution`; undefined for one that the messages do not know. */
export function methodOf(rpc: string): DescMethod | undefined {
  const [serviceName, methodName] = rpc.split(".");
  const service = SERVICES.find(({ name }) => name === serviceName);
  return service?.methods.find(({ name }) => name === methodName);
}

export const pathOf = (method: DescMethod): string => `/${method.parent.typeName}/${method.name}`;

/** Codes as the recordings name them, at their gRPC number. */
export const CODES = [
  "OK",
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
  "UNAUTHENTICATED",
];
