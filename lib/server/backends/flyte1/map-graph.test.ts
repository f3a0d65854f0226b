import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { CompiledWorkflowClosureSchema } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import {
  ConjunctionExpression_LogicalOperator as Logical,
  ComparisonExpression_Operator as Operator,
} from "@/lib/flyteidl/gen/flyteidl/core/condition_pb";
import { toWorkflowGraph } from "./map-graph";

const empty = { nodes: [], edges: [], inputs: [], outputs: [] };

describe("toWorkflowGraph", () => {
  it("degrades where a closure is absent or holds less than it names", () => {
    expect(toWorkflowGraph(undefined, "default")).toEqual(empty);
    expect(toWorkflowGraph(create(CompiledWorkflowClosureSchema), "default")).toEqual(empty);
    const closure = create(CompiledWorkflowClosureSchema, {
      primary: {
        template: {
          nodes: [
            { id: "start-node" },
            { id: "bare" },
            { id: "task", target: { case: "taskNode", value: {} }, upstreamNodeIds: ["nobody", "task", "bare"] },
            { id: "gate", target: { case: "gateNode", value: {} } },
            { id: "branch", target: { case: "branchNode", value: {} } },
            {
              id: "sub",
              target: { case: "workflowNode", value: { reference: { case: "subWorkflowRef", value: {} } } },
            },
          ],
        },
      },
    });
    const { nodes, edges } = toWorkflowGraph(closure, "default");
    expect(nodes.map(({ kind }) => kind)).toEqual(["unknown", "task", "unknown", "branch", "sub_workflow"]);
    expect(edges).toEqual([{ source: "bare", target: "task", kind: "order", values: [] }]);
  });

  it("ends where a sub-workflow holds itself", () => {
    const id = { project: "p", domain: "d", name: "loop", version: "v" };
    const nodes = [
      {
        id: "n0",
        target: {
          case: "workflowNode" as const,
          value: { reference: { case: "subWorkflowRef" as const, value: id } },
        },
      },
    ];
    const closure = create(CompiledWorkflowClosureSchema, {
      primary: { template: { nodes } },
      subWorkflows: [{ template: { id, nodes } }],
    });
    const [outer] = toWorkflowGraph(closure, "default").nodes;
    const inner = outer?.kind === "sub_workflow" ? outer.graph.nodes[0] : undefined;
    expect(inner).toMatchObject({ kind: "sub_workflow", graph: empty });
  });

  it("puts conditions in words, with brackets where and meets or", () => {
    const compare = (name: string, operator: Operator, value: bigint) => ({
      expr: {
        case: "comparison" as const,
        value: {
          operator,
          leftValue: { val: { case: "var" as const, value: name } },
          rightValue: { val: { case: "primitive" as const, value: { value: { case: "integer" as const, value } } } },
        },
      },
    });
    const join = <L, R>(operator: Logical, leftExpression: L, rightExpression: R) => ({
      expr: { case: "conjunction" as const, value: { operator, leftExpression, rightExpression } },
    });
    const condition = join(
      Logical.AND,
      join(Logical.OR, compare(".trips", Operator.GTE, 1_000_000n), compare("n0.o0", Operator.NEQ, 2n)),
      compare("n1.o0", Operator.LT, 3n),
    );
    const promise = (nodeId: string, name: string) => ({
      binding: { value: { case: "promise" as const, value: { nodeId, var: name } } },
    });
    const closure = create(CompiledWorkflowClosureSchema, {
      primary: {
        template: {
          nodes: [
            { id: "n0", metadata: { name: "fit" } },
            { id: "n1", metadata: { name: "fit" } },
            {
              id: "n2",
              inputs: [
                { var: ".trips", ...promise("", "trips") },
                { var: "n0.o0", ...promise("n0", "o0") },
                { var: "n1.o0", ...promise("n1", "o0") },
              ],
              target: {
                case: "branchNode",
                value: { ifElse: { case: { condition, thenNode: { id: "n2-n0" } }, other: [] } },
              },
            },
          ],
        },
      },
    });
    const branch = toWorkflowGraph(closure, "default").nodes[2];
    expect(branch?.kind === "branch" ? branch.arms[0]?.condition : null).toBe(
      "(trips ≥ 1000000 or n0.o0 ≠ 2) and n1.o0 < 3",
    );
  });
});
