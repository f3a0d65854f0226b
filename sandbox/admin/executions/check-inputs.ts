import { create } from "@bufbuild/protobuf";
import type { Parameter, ParameterMap } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { type Literal, type LiteralMap, LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type LiteralType, LiteralTypeSchema } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { isCastable } from "@/sandbox/compiler/castable";
import { literalType } from "@/sandbox/compiler/literal-type";
import { invalid } from "../errors";
import { protoText } from "../text/proto-text";

/**
 * All inputs of an execution: what the user gave, the plan's defaults for the rest, and the fixed ones. Throws in
 * FlyteAdmin's words when an input is unknown, missing or of a wrong type.
 */
export function resolveInputs(
  user: LiteralMap | undefined,
  fixed: LiteralMap | undefined,
  expected: ParameterMap | undefined,
): LiteralMap {
  const parameters = expected?.parameters ?? {};
  const given = user?.literals ?? {};
  const literals: Record<string, Literal> = {};
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(parameters, name));
  if (unknown !== undefined) throw invalid(`invalid input ${unknown}`);
  for (const [name, parameter] of Object.entries(parameters)) {
    const literal = given[name];
    if (literal !== undefined) {
      checkType(name, literal, parameter.var?.type);
      literals[name] = literal;
    } else if (isRequired(parameter)) {
      throw invalid(`expected_inputs ${name} missing`);
    } else if (parameter.behavior.case === "default") {
      literals[name] = parameter.behavior.value;
    }
  }
  return create(LiteralMapSchema, { literals: { ...literals, ...fixed?.literals } });
}

const isRequired = ({ behavior }: Parameter): boolean => behavior.case === "required" && behavior.value;

export function requireType(name: string, literal: Literal): LiteralType {
  const type = literalType(literal);
  if (type === null) {
    throw invalid(
      `Failed to validate literal type for [${name}] with err: got unknown literal type: [<nil>].\n${SUGGESTION}`,
    );
  }
  return type;
}

function checkType(name: string, literal: Literal, wanted: LiteralType | undefined): void {
  const given = requireType(name, literal);
  if (wanted === undefined || isCastable(given, wanted)) return;
  throw invalid(
    `invalid ${name} input wrong type. Expected ${protoText(LiteralTypeSchema, wanted)}, ` +
      `but got ${protoText(LiteralTypeSchema, given)}`,
  );
}

const SUGGESTION =
  "Suggested solution: Please update all your Flyte deployment images to the latest version and try again.";
