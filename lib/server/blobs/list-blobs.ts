import "server-only";
import type { BlobList, BlobListing } from "@/lib/contract/blobs";
import type { ExecutionRef } from "@/lib/core/refs";
import type { DataOfRun } from "@/lib/core/value";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { toProblem } from "@/lib/server/http/problem";
import { mapPool } from "@/lib/server/pool";
import { allRows, CALLS_AT_A_TIME } from "./all-rows";
import { findBlobs } from "./find-blobs";
import { findLarge } from "./find-large";

/** Nodes whose values are read for one list; the rest are counted, not hidden. */
const MAX_NODES = 300;

/** All files that the values of an execution and of its nodes name. A node that cannot be read is told as failed. */
export async function listBlobs(backend: FlyteBackend, execution: ExecutionRef, call: Call): Promise<BlobList> {
  const own = await backend.getExecutionData(execution, call);
  const rows = (await allRows(backend, execution, call)).filter((row) => !row.isBoundary);
  const failed: BlobList["failed"] = [];
  const perNode = await mapPool(rows.slice(0, MAX_NODES), CALLS_AT_A_TIME, async (row) => {
    try {
      const data = await backend.getNodeData({ execution, nodeId: row.nodeId }, call);
      const at = { inputs: row.startedMs ?? row.createdMs, outputs: row.updatedMs };
      return listingsOf(data, row.nodeId, row.specNodeId, at);
    } catch (error) {
      failed.push({ node: row.nodeId, message: toProblem(error, null).message });
      return [];
    }
  });
  return {
    blobs: [...listingsOf(own, null, "", { inputs: null, outputs: null }), ...perNode.flat()],
    nodesRead: Math.min(rows.length, MAX_NODES) - failed.length,
    nodesKnown: rows.length,
    failed,
  };
}

const SIDES = ["inputs", "outputs"] as const;

function listingsOf(
  data: DataOfRun,
  node: string | null,
  nodeName: string,
  writtenMs: Readonly<Record<(typeof SIDES)[number], number | null>>,
): BlobListing[] {
  return SIDES.flatMap((side) =>
    [...findBlobs(data[side]).map((blob) => ({ ...blob, sizeBytes: null })), ...findLarge(data[side])].map((found) => ({
      ...found,
      node,
      nodeName,
      side,
      writtenMs: writtenMs[side],
    })),
  );
}
