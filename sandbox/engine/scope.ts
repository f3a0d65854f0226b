import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { uniqueNodeId } from "./identity";
import type { NodeFacts } from "./reporter";

/** One node in one graph of one execution: who it is and where its data lies. */
export type NodeScope = {
  nodeId: string;
  specId: string;
  name: string;
  /** `s3://…`, without a slash at the end; attempt 0 writes to `<dir>/0/outputs.pb`. */
  dir: string;
  inputsUri: string;
  parent: { nodeId: string; attempt: number } | null;
  inDynamic: boolean;
  /** What every event of this node says, for example that it is a parent. */
  facts: NodeFacts;
};

/** Where the nodes of a graph lie: at the top of the execution, or below one attempt of a parent node. */
export type GraphPlace =
  | { kind: "top"; prefix: string }
  | { kind: "below"; parent: NodeScope; attempt: number; inDynamic: boolean };

export function scopeOf(place: GraphPlace, specId: string, name: string = specId): NodeScope {
  if (place.kind === "top") {
    const dir = `${place.prefix}/${specId}/data`;
    const nodeId = uniqueNodeId(specId, null);
    return { nodeId, specId, name, dir, inputsUri: `${dir}/inputs.pb`, parent: null, inDynamic: false, facts: {} };
  }
  const parent = { nodeId: place.parent.nodeId, attempt: place.attempt };
  const dir = `${place.parent.dir}/${place.attempt}/${specId}`;
  return {
    nodeId: uniqueNodeId(specId, parent),
    specId,
    name,
    dir,
    inputsUri: `${dir}/inputs.pb`,
    parent,
    inDynamic: place.inDynamic,
    facts: {},
  };
}

export function nodeScope(place: GraphPlace, node: Node): NodeScope {
  return scopeOf(place, node.id, node.metadata?.name || node.id);
}

export function outputsUri(scope: NodeScope, attempt: number): string {
  return `${scope.dir}/${attempt}/outputs.pb`;
}
