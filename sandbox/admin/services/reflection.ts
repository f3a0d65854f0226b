import type { DescFile, DescService } from "@bufbuild/protobuf";
import { create, createRegistry, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { Code } from "@connectrpc/connect";
import {
  type ServerReflectionRequest,
  type ServerReflectionResponse,
  ServerReflectionResponseSchema,
} from "@/lib/flyteidl/gen/grpc/reflection/v1/reflection_pb";
import {
  type ServerReflectionRequest as AlphaRequest,
  type ServerReflectionResponse as AlphaResponse,
  ServerReflectionResponseSchema as AlphaResponseSchema,
} from "@/lib/flyteidl/gen/grpc/reflection/v1alpha/reflection_pb";

/** Both versions of the protocol have the same messages under another package name. */
export async function* reflectV1(
  requests: AsyncIterable<ServerReflectionRequest>,
  services: readonly DescService[],
): AsyncGenerator<ServerReflectionResponse> {
  for await (const request of requests) {
    yield create(ServerReflectionResponseSchema, {
      validHost: request.host,
      originalRequest: request,
      messageResponse: answer(request.messageRequest, services),
    });
  }
}

export async function* reflectV1Alpha(
  requests: AsyncIterable<AlphaRequest>,
  services: readonly DescService[],
): AsyncGenerator<AlphaResponse> {
  for await (const request of requests) {
    yield create(AlphaResponseSchema, {
      validHost: request.host,
      originalRequest: request,
      messageResponse: answer(request.messageRequest, services),
    });
  }
}

type Asked = (ServerReflectionRequest | AlphaRequest)["messageRequest"];
type Answer =
  | { case: "listServicesResponse"; value: { service: { name: string }[] } }
  | { case: "fileDescriptorResponse"; value: { fileDescriptorProto: Uint8Array[] } }
  | { case: "errorResponse"; value: { errorCode: number; errorMessage: string } };

function answer(asked: Asked, services: readonly DescService[]): Answer {
  const name = typeof asked.value === "string" ? asked.value : "";
  switch (asked.case) {
    case "listServices":
      return { case: "listServicesResponse", value: { service: services.map(({ typeName }) => ({ name: typeName })) } };
    case "fileByFilename":
      return files(fileNamed(name, services));
    case "fileContainingSymbol":
      return files(fileOfSymbol(name, services));
    case "fileContainingExtension":
    case "allExtensionNumbersOfType":
    case undefined:
      return refused(Code.Unimplemented, "only services, files and symbols are answered");
  }
}

const refused = (errorCode: Code, errorMessage: string): Answer => ({
  case: "errorResponse",
  value: { errorCode, errorMessage },
});

function files(file: DescFile | undefined): Answer {
  if (file === undefined) return refused(Code.NotFound, "not found");
  const found = withImports(file, new Map());
  const fileDescriptorProto = [...found.values()].map(({ proto }) => toBinary(FileDescriptorProtoSchema, proto));
  return { case: "fileDescriptorResponse", value: { fileDescriptorProto } };
}

function withImports(file: DescFile, found: Map<string, DescFile>): Map<string, DescFile> {
  if (found.has(file.name)) return found;
  found.set(file.name, file);
  for (const dependency of file.dependencies) withImports(dependency, found);
  return found;
}

function fileNamed(name: string, services: readonly DescService[]): DescFile | undefined {
  const known = new Map<string, DescFile>();
  for (const { file } of services) withImports(file, known);
  return [...known.values()].find((file) => file.proto.name === name);
}

function fileOfSymbol(symbol: string, services: readonly DescService[]): DescFile | undefined {
  const known = new Map<string, DescFile>();
  for (const { file } of services) withImports(file, known);
  const registry = createRegistry(...known.values());
  const found = registry.get(symbol) ?? registry.get(symbol.slice(0, symbol.lastIndexOf(".")));
  return found?.file;
}
