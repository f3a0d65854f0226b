import "server-only";
import type { GraphEdge } from "@/lib/core/graph/types";
import type { ConnectionSet } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { referencesOf, sourceOf, variableText } from "./binding";

/**
 * Edges between the nodes of one graph. `connections` merges data and order, so an edge carries values exactly where a
 * binding refers to the source. The nodes of a branch are inside it: what flows to them flows to the branch.
 */
export function toEdges(nodes: readonly Node[], connections: ConnectionSet | undefined): GraphEdge[] {
  const known = new Set(nodes.map(({ id }) => id));
  return nodes.flatMap((target) => {
    const values = valuesInto(target);
    const sources = new Set([...values.keys(), ...upstreamOf(target, connections)]);
    return [...sources]
      .filter((source) => known.has(source) && source !== target.id)
      .sort()
      .map((source) => toEdge(source, target.id, values.get(source) ?? []));
  });
}

type Flow = GraphEdge["values"][number];

function toEdge(source: string, target: string, values: Flow[]): GraphEdge {
  return { source, target, kind: values.length > 0 ? "value" : "order", values };
}

/**
 * A failure node has no upstream nodes in the closure, it runs after any failure. It is drawn after all that nothing
 * else follows.
 */
export function toFailureEdges(
  nodes: readonly Node[],
  edges: readonly GraphEdge[],
  failureNodeId: string,
): GraphEdge[] {
  const followed = new Set(edges.map(({ source }) => source));
  return nodes
    .filter(({ id }) => !followed.has(id))
    .map(({ id }) => ({ source: id, target: failureNodeId, kind: "failure", values: [] }));
}

function valuesInto(target: Node): Map<string, Flow[]> {
  const bySource = new Map<string, Flow[]>();
  const isBranch = target.target.case === "branchNode";
  for (const { var: name, binding } of target.inputs) {
    for (const reference of referencesOf(binding)) {
      const source = sourceOf(reference);
      // The inputs of a branch are the variables of its conditions, under names that the compiler made up.
      if (source !== null) add(bySource, source, { from: variableText(reference), to: isBranch ? "condition" : name });
    }
  }
  for (const inner of innerNodes(target)) {
    for (const [source, flows] of valuesInto(inner)) for (const flow of flows) add(bySource, source, flow);
  }
  return bySource;
}

function add(bySource: Map<string, Flow[]>, source: string, flow: Flow): void {
  const flows = bySource.get(source);
  if (flows === undefined) bySource.set(source, [flow]);
  else if (!flows.some(({ from, to }) => from === flow.from && to === flow.to)) flows.push(flow);
}

function upstreamOf(target: Node, connections: ConnectionSet | undefined): string[] {
  return [
    ...(connections?.upstream[target.id]?.ids ?? []),
    ...target.upstreamNodeIds,
    ...innerNodes(target).flatMap((inner) => upstreamOf(inner, connections)),
  ];
}

/** The nodes of a branch in the order of its arms. */
export function innerNodes({ target }: Node): Node[] {
  const ifElse = target.case === "branchNode" ? target.value.ifElse : undefined;
  if (ifElse === undefined) return [];
  const then = [ifElse.case, ...ifElse.other].flatMap((block) => block?.thenNode ?? []);
  return ifElse.default.case === "elseNode" ? [...then, ifElse.default.value] : then;
}
