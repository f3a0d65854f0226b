import { type DescMethod, fromBinary, type JsonValue, toBinary, toJson } from "@bufbuild/protobuf";
import {
  ExecutionCreateRequestSchema,
  ExecutionCreateResponseSchema,
  ExecutionRecoverRequestSchema,
  ExecutionRelaunchRequestSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { differences } from "./compare";
import type { RawClient } from "./grpc-call";
import { CODES, methodOf, pathOf } from "./methods";
import { normalise, normaliseMessage } from "./normalise";
import { orderOf } from "./order";
import type { RecordedCall } from "./recordings";

export type Outcome = {
  group: string;
  call: RecordedCall;
  expectedCode: string;
  gotCode: string;
  /** Whether the texts of two errors of one code agree. */
  messageAgrees: boolean;
  gotMessage: string;
  differences: string[];
  /** Why the body was not compared, or null when it was (or there is none). */
  bodyLeftOut: string | null;
};

/** Sends one recorded request and compares what comes back with what was recorded. */
export async function replay(client: RawClient, group: string, call: RecordedCall): Promise<Outcome> {
  const method = methodOf(call.rpc);
  const expectedCode = call.ok === true ? "OK" : (call.code ?? "?");
  const base = { group, call, expectedCode, messageAgrees: true, gotMessage: "", differences: [], bodyLeftOut: null };
  if (method === undefined) return { ...base, gotCode: "NO SUCH RPC" };
  if (typeof call.requestBase64 !== "string") {
    return { ...base, gotCode: "NOT RECORDED", bodyLeftOut: "the recording leaves the request out" };
  }
  const request = withRecordedName(method, call, Buffer.from(call.requestBase64, "base64"));
  const answer = await client.unary(pathOf(method), request);
  const gotCode = CODES[answer.code] ?? String(answer.code);
  const outcome = { ...base, gotCode, gotMessage: answer.message };
  if (gotCode !== expectedCode) return outcome;
  if (answer.code !== 0) {
    return { ...outcome, messageAgrees: normaliseMessage(call.message ?? "") === normaliseMessage(answer.message) };
  }
  return { ...outcome, ...compareBodies(method, call, request, answer.body) };
}

function compareBodies(
  method: DescMethod,
  call: RecordedCall,
  request: Uint8Array,
  body: Uint8Array,
): Partial<Outcome> {
  if (typeof call.responseBase64 !== "string") return { bodyLeftOut: "the recording leaves the answer out" };
  const expected = jsonOf(method, Buffer.from(call.responseBase64, "base64"));
  const got = jsonOf(method, body);
  const order = orderOf(method, request, expected, got);
  if (order === "cut") return { bodyLeftOut: "a page out of rows whose order nothing settles" };
  return { differences: differences(normalise(expected), normalise(got), order === "settled") };
}

const jsonOf = (method: DescMethod, bytes: Uint8Array): JsonValue =>
  toJson(method.output, fromBinary(method.output, bytes));

/** Names that the server made up are asked for when the call is repeated, so that later calls find what they name. */
function withRecordedName(method: DescMethod, call: RecordedCall, request: Uint8Array): Uint8Array {
  if (call.ok !== true || call.responseBase64 === null || call.responseBase64 === undefined) return request;
  const schema = NAMED[method.name];
  if (schema === undefined) return request;
  const name = fromBinary(ExecutionCreateResponseSchema, Buffer.from(call.responseBase64, "base64")).id?.name ?? "";
  return schema(request, name);
}

const NAMED: Readonly<Record<string, (request: Uint8Array, name: string) => Uint8Array>> = {
  CreateExecution: (request, name) => {
    const message = fromBinary(ExecutionCreateRequestSchema, request);
    message.name ||= name;
    return toBinary(ExecutionCreateRequestSchema, message);
  },
  RelaunchExecution: (request, name) => {
    const message = fromBinary(ExecutionRelaunchRequestSchema, request);
    message.name ||= name;
    return toBinary(ExecutionRelaunchRequestSchema, message);
  },
  RecoverExecution: (request, name) => {
    const message = fromBinary(ExecutionRecoverRequestSchema, request);
    message.name ||= name;
    return toBinary(ExecutionRecoverRequestSchema, message);
  },
};
