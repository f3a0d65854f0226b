import { create } from "@bufbuild/protobuf";
import { type Execution, ExecutionCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { type Literal, LiteralSchema, type Primitive } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { send } from "./api";
import type { RawClient } from "./grpc-call";

const MAX_TRIES = 24;

/**
 * Creates an execution that no recorded call creates. Inputs that the recording does not show are made up, and those that
 * the plan fixes left out, by what the refusals say. Answers why it was not made, or null.
 */
export async function makeRun(
  client: RawClient,
  { id, spec }: Execution,
  known: Record<string, Literal>,
): Promise<string | null> {
  if (id === undefined || spec === undefined) return null;
  const literals = { ...known };
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const answer = await send(client, "AdminService.CreateExecution", ExecutionCreateRequestSchema, {
      project: id.project,
      domain: id.domain,
      name: id.name,
      spec,
      inputs: { literals },
    });
    if (answer.code === 0) return null;
    if (!amend(literals, answer.message)) return `${id.name} was not made: ${answer.message}`;
  }
  return `${id.name} was not made`;
}

/** Changes the inputs as a refusal asks; false when it is about something else. */
function amend(literals: Record<string, Literal>, message: string): boolean {
  const [, surplus] = /^invalid input (\S+)$/.exec(message) ?? [];
  if (surplus !== undefined) return Reflect.deleteProperty(literals, surplus);
  const [, absent] = /^expected_inputs (\S+) missing$/.exec(message) ?? [];
  if (absent !== undefined) {
    literals[absent] = primitive({ case: "integer", value: 1n });
    return true;
  }
  const [, name, wanted] = /^invalid (\S+) input wrong type\. Expected simple:(\w+)/.exec(message) ?? [];
  if (name !== undefined && wanted === "STRUCT") {
    literals[name] = create(LiteralSchema, {
      value: { case: "scalar", value: { value: { case: "generic", value: {} } } },
    });
    return true;
  }
  const value = VALUES[wanted ?? ""];
  if (name === undefined || value === undefined) return false;
  literals[name] = primitive(value);
  return true;
}

const VALUES: Readonly<Record<string, Primitive["value"]>> = {
  INTEGER: { case: "integer", value: 1n },
  FLOAT: { case: "floatValue", value: 1 },
  STRING: { case: "stringValue", value: "made up" },
  BOOLEAN: { case: "boolean", value: true },
};

const primitive = (value: Primitive["value"]): Literal =>
  create(LiteralSchema, {
    value: { case: "scalar", value: { value: { case: "primitive", value: { value } } } },
  });
