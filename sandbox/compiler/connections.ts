import { create } from "@bufbuild/protobuf";
import {
  type ConnectionSet,
  ConnectionSet_IdListSchema,
  ConnectionSetSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { END_NODE, promisesOf, START_NODE, withInnerNodes } from "./node-ids";

type Edges = Map<string, Set<string>>;

function addEdge(edges: Edges, from: string, to: string): void {
  const known = edges.get(from);
  if (known === undefined) edges.set(from, new Set([to]));
  else known.add(to);
}

function upstreamOf(node: Node): string[] {
  const promised = node.inputs.flatMap(({ binding }) => [...promisesOf(binding)].map(({ value }) => value.nodeId));
  return [...promised, ...node.upstreamNodeIds];
}

/**
 * The edges of a graph whose promises already name `start-node`. Nodes of the graph have both directions; nodes inside
 * branches and the failure node only name what they wait for. Orphans hang between start and end.
 */
export function connect(nodes: readonly Node[], failureNode: Node | undefined): ConnectionSet {
  const upstream: Edges = new Map();
  const downstream: Edges = new Map();
  for (const node of nodes) {
    for (const from of upstreamOf(node)) {
      addEdge(upstream, node.id, from);
      addEdge(downstream, from, node.id);
    }
    for (const inner of withInnerNodes(node)) {
      if (inner !== node) addUpstream(upstream, inner);
    }
  }
  hangOrphans(nodes, upstream, downstream);
  if (failureNode !== undefined) {
    for (const inner of withInnerNodes(failureNode)) addUpstream(upstream, inner);
  }
  return create(ConnectionSetSchema, { upstream: toLists(upstream), downstream: toLists(downstream) });
}

/** What waits for nothing follows the start; what nothing waits for comes before the end. */
function hangOrphans(nodes: readonly Node[], upstream: Edges, downstream: Edges): void {
  const ids = nodes.map(({ id }) => id).filter((id) => id !== START_NODE && id !== END_NODE);
  for (const id of ids.filter((each) => !upstream.has(each))) {
    addEdge(upstream, id, START_NODE);
    addEdge(downstream, START_NODE, id);
  }
  for (const id of ids.filter((each) => !downstream.has(each))) {
    addEdge(upstream, END_NODE, id);
    addEdge(downstream, id, END_NODE);
  }
}

function addUpstream(upstream: Edges, node: Node): void {
  for (const from of upstreamOf(node)) addEdge(upstream, node.id, from);
}

const toLists = (edges: Edges) =>
  Object.fromEntries([...edges].map(([id, ids]) => [id, create(ConnectionSet_IdListSchema, { ids: [...ids].sort() })]));

/** The first cycle met from the start, as the path that closes it; null when there is none. */
export function findCycle({ downstream }: ConnectionSet): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (id: string): string[] | null => {
    if (path.includes(id)) return [...path, id];
    if (done.has(id)) return null;
    path.push(id);
    for (const next of downstream[id]?.ids ?? []) {
      const cycle = visit(next);
      if (cycle !== null) return cycle;
    }
    path.pop();
    done.add(id);
    return null;
  };
  for (const id of [START_NODE, ...Object.keys(downstream).sort()]) {
    const cycle = visit(id);
    if (cycle !== null) return cycle;
  }
  return null;
}
