import { create } from "@bufbuild/protobuf";
import { encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BooleanExpressionSchema,
  ComparisonExpression_Operator as Comparison,
  ConjunctionExpression_LogicalOperator as Logical,
} from "@/lib/flyteidl/gen/flyteidl/core/condition_pb";
import { BindingSchema, LiteralSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { resolveBindings } from "./bindings";
import { holds } from "./conditions";
import { collection, literalMap, mapLiteral, primitive } from "./literals";

const float = (value: number) => primitive({ case: "floatValue", value });

function compare(operator: Comparison, left: string, right: number) {
  return create(BooleanExpressionSchema, {
    expr: {
      case: "comparison",
      value: {
        operator,
        leftValue: { val: { case: "var", value: left } },
        rightValue: { val: { case: "primitive", value: { value: { case: "floatValue", value: right } } } },
      },
    },
  });
}

describe("conditions", () => {
  test("each operator means what it means in any language", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        const inputs = literalMap({ ".x": float(a) });
        const found = [Comparison.EQ, Comparison.NEQ, Comparison.GT, Comparison.GTE, Comparison.LT, Comparison.LTE].map(
          (operator) => holds(compare(operator, ".x", b), inputs),
        );
        expect(found).toEqual([a === b, a !== b, a > b, a >= b, a < b, a <= b]);
      }),
    );
  });

  test("and, or", () => {
    const inputs = literalMap({ x: float(5) });
    const both = (operator: Logical) =>
      create(BooleanExpressionSchema, {
        expr: {
          case: "conjunction",
          value: {
            operator,
            leftExpression: compare(Comparison.GT, "x", 1),
            rightExpression: compare(Comparison.LT, "x", 2),
          },
        },
      });
    expect(holds(both(Logical.AND), inputs)).toBe(false);
    expect(holds(both(Logical.OR), inputs)).toBe(true);
  });

  test("a variable that is not bound fails the node", () => {
    expect(() => holds(compare(Comparison.EQ, "y", 1), literalMap({}))).toThrow(/\[y\]/);
  });
});

describe("bindings", () => {
  const dataclass = create(LiteralSchema, {
    value: {
      case: "scalar",
      value: {
        value: {
          case: "binary",
          value: { tag: "msgpack", value: encode({ a: { b: [1n, 2n] } }, { useBigInt64: true }) },
        },
      },
    },
  });
  const lookup = (id: string) =>
    id === "n0" ? literalMap({ o0: collection([float(1), mapLiteral({ k: float(2) })]), o1: dataclass }) : undefined;

  const promise = (name: string, attrPath: (string | number)[]) =>
    create(BindingSchema, {
      var: "x",
      binding: {
        value: {
          case: "promise",
          value: {
            nodeId: "n0",
            var: name,
            attrPath: attrPath.map((key) => ({
              value:
                typeof key === "number"
                  ? { case: "intValue" as const, value: key }
                  : { case: "stringValue" as const, value: key },
            })),
          },
        },
      },
    });

  test("attributes reach into lists, maps and dataclasses", () => {
    expect(resolveBindings([promise("o0", [1, "k"])], lookup).literals.x).toEqual(float(2));
    expect(resolveBindings([promise("o1", ["a", "b", 1])], lookup).literals.x).toEqual(
      primitive({ case: "integer", value: 2n }),
    );
  });

  test("an attribute that does not exist fails the node", () => {
    expect(() => resolveBindings([promise("o0", [7])], lookup)).toThrow(/\[7\] of n0\.o0/);
  });

  test("what an upstream node did not give is left out", () => {
    expect(resolveBindings([promise("o9", [])], lookup).literals).toEqual({});
  });
});
