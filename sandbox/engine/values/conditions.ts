import {
  type BooleanExpression,
  ComparisonExpression_Operator as Comparison,
  ConjunctionExpression_LogicalOperator as Logical,
  type Operand,
} from "@/lib/flyteidl/gen/flyteidl/core/condition_pb";
import type { Literal, LiteralMap, Primitive } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { NodeFailure, userError } from "@/sandbox/engine/flow/failures";

type Comparable = bigint | number | string | boolean | null;

/** Whether a condition holds for a branch node's own inputs. Throws NodeFailure on a variable that is not there. */
export function holds(expression: BooleanExpression | undefined, inputs: LiteralMap): boolean {
  const { expr } = expression ?? { expr: { case: undefined } };
  if (expr.case === "conjunction") {
    const left = holds(expr.value.leftExpression, inputs);
    if (expr.value.operator === Logical.AND) return left && holds(expr.value.rightExpression, inputs);
    return left || holds(expr.value.rightExpression, inputs);
  }
  if (expr.case === "comparison")
    return compares(
      expr.value.operator,
      operandOf(expr.value.leftValue, inputs),
      operandOf(expr.value.rightValue, inputs),
    );
  throw malformed("the condition is empty");
}

function compares(operator: Comparison, left: Comparable, right: Comparable): boolean {
  if (operator === Comparison.EQ) return left === right;
  if (operator === Comparison.NEQ) return left !== right;
  if (left === null || right === null) return false;
  if (operator === Comparison.GT) return left > right;
  if (operator === Comparison.GTE) return left >= right;
  return operator === Comparison.LT ? left < right : left <= right;
}

function operandOf(operand: Operand | undefined, inputs: LiteralMap): Comparable {
  const { val } = operand ?? { val: { case: undefined } };
  if (val.case === "primitive") return comparable(val.value);
  if (val.case === "scalar") return val.value.value.case === "primitive" ? comparable(val.value.value.value) : null;
  if (val.case === "var") {
    const literal = inputs.literals[val.value];
    if (literal === undefined) throw malformed(`failed to find the input [${val.value}] of the condition`);
    return literalComparable(literal);
  }
  throw malformed("an operand of the condition is empty");
}

function literalComparable(literal: Literal): Comparable {
  if (literal.value.case !== "scalar") throw malformed("only scalars can be compared");
  const { value } = literal.value.value;
  if (value.case === "primitive") return comparable(value.value);
  if (value.case === "union" && value.value.value !== undefined) return literalComparable(value.value.value);
  if (value.case === "noneType") return null;
  throw malformed(`a ${value.case ?? "missing value"} cannot be compared`);
}

function comparable({ value }: Primitive): Comparable {
  if (value.case === "datetime" || value.case === "duration")
    return value.value.seconds * 1_000_000_000n + BigInt(value.value.nanos);
  return value.case === undefined ? null : value.value;
}

function malformed(message: string): NodeFailure {
  return new NodeFailure(userError("MalformedBranchUserError", message));
}
