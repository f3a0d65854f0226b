import type { NodeRow } from "@/lib/core/node";

/** A succeeded top-level task node `n0`, but for what `part` says; `specNodeId` follows `nodeId`. */
export function aNodeRow(part: Partial<NodeRow> = {}): NodeRow {
  const nodeId = part.nodeId ?? "n0";
  return {
    nodeId,
    specNodeId: nodeId,
    parentId: null,
    retryGroup: "",
    isBoundary: nodeId === "start-node" || nodeId === "end-node",
    isParent: false,
    isDynamic: false,
    isArray: false,
    phase: "succeeded",
    createdMs: 1_200,
    startedMs: 1_300,
    updatedMs: 2_300,
    durationMs: 1_000,
    error: null,
    cacheStatus: "disabled",
    cacheSource: null,
    childExecution: null,
    inputUri: "",
    outputUri: "",
    deckUri: "",
    ...part,
  };
}
