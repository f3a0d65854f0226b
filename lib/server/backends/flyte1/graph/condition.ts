import "server-only";
import { create } from "@bufbuild/protobuf";
import {
  type BooleanExpression,
  type ComparisonExpression,
  ConjunctionExpression_LogicalOperator as Logical,
  type Operand,
  ComparisonExpression_Operator as Operator,
} from "@/lib/flyteidl/gen/flyteidl/core/condition_pb";
import { type Binding, ScalarSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { constantText, type NodeNames, sourceOf, variableText } from "./binding";

const SIGNS: Readonly<Record<Operator, string>> = {
  [Operator.EQ]: "=",
  [Operator.NEQ]: "≠",
  [Operator.GT]: ">",
  [Operator.GTE]: "≥",
  [Operator.LT]: "<",
  [Operator.LTE]: "≤",
};

/** What the variables of a condition stand for: the branch node's own inputs, and the names of nodes around it. */
type Scope = { inputs: readonly Binding[]; names: NodeNames };

/** A condition in words: `trips ≥ 1000000 and mode = "auto"`; parts Flyte left out are shown as `?`. */
export function conditionText(expression: BooleanExpression | undefined, scope: Scope): string {
  const expr = expression?.expr;
  if (expr?.case === "comparison") return comparisonText(expr.value, scope);
  if (expr?.case !== "conjunction") return "?";
  const { operator, leftExpression, rightExpression } = expr.value;
  const side = (part: BooleanExpression | undefined): string => {
    const mixes = part?.expr.case === "conjunction" && part.expr.value.operator !== operator;
    return mixes ? `(${conditionText(part, scope)})` : conditionText(part, scope);
  };
  return `${side(leftExpression)} ${operator === Logical.OR ? "or" : "and"} ${side(rightExpression)}`;
}

function comparisonText({ operator, leftValue, rightValue }: ComparisonExpression, scope: Scope): string {
  return `${operandText(leftValue, scope)} ${SIGNS[operator] ?? "?"} ${operandText(rightValue, scope)}`;
}

function operandText(operand: Operand | undefined, scope: Scope): string {
  const val = operand?.val;
  switch (val?.case) {
    case "primitive":
      return constantText(create(ScalarSchema, { value: { case: "primitive", value: val.value } }));
    case "scalar":
      return constantText(val.value);
    case "var":
      return boundText(val.value, scope);
    case undefined:
      return "?";
  }
}

/** flytekit calls the variables `.x` for an input of the workflow and `n0.o0` for an output; the binding says which. */
function boundText(name: string, { inputs, names }: Scope): string {
  const data = inputs.find((input) => input.var === name)?.binding?.value;
  if (data?.case === "scalar") return constantText(data.value);
  if (data?.case !== "promise") return name.replace(/^\./, "");
  const source = sourceOf(data.value);
  return source === null ? variableText(data.value) : `${names.get(source) ?? source}.${variableText(data.value)}`;
}
