import { create, type DescMessage, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import type { GrpcAnswer, RawClient } from "./grpc-call";
import { methodOf, pathOf } from "./methods";

/** Calls that the replay makes on its own behalf, beside the recorded ones. */
export async function send<Schema extends DescMessage>(
  client: RawClient,
  rpc: string,
  schema: Schema,
  request: MessageInitShape<Schema>,
): Promise<GrpcAnswer> {
  const method = methodOf(rpc);
  if (method === undefined) throw new Error(`no RPC ${rpc}`);
  return client.unary(pathOf(method), toBinary(schema, create(schema, request)));
}
