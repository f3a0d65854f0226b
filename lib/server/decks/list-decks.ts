import "server-only";
import type { DeckList, DeckListing } from "@/lib/contract/blobs";
import { ContrailError } from "@/lib/core/errors";
import type { NodeRow } from "@/lib/core/node";
import { isTerminalNode } from "@/lib/core/phase";
import type { ExecutionRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { allRows, CALLS_AT_A_TIME } from "@/lib/server/blobs/all-rows";
import { mapPool } from "@/lib/server/pool";

/** Running tasks whose deck is asked for; the rest count as later. */
const MAX_ASKED = 40;

/**
 * Nodes of a run for which Flyte names a deck. A task that declares one names it from its start, before anything is
 * written, so of a running task Flyte is asked whether the object is there.
 */
export async function listDecks(backend: FlyteBackend, execution: ExecutionRef, call: Call): Promise<DeckList> {
  const rows = (await allRows(backend, execution, call)).filter((row) => !row.isBoundary);
  const named = rows.filter((row) => row.deckUri !== "");
  const running = new Set(named.filter((row) => !isTerminalNode(row.phase)).slice(0, MAX_ASKED));
  const decks = await mapPool(named, CALLS_AT_A_TIME, async (row): Promise<DeckListing> => {
    const isReady = isTerminalNode(row.phase) || (running.has(row) && (await isThere(backend, execution, row, call)));
    return { node: row.nodeId, nodeName: row.specNodeId, state: isReady ? "ready" : "later", uri: row.deckUri };
  });
  return { decks, rowsRead: rows.length };
}

async function isThere(backend: FlyteBackend, execution: ExecutionRef, row: NodeRow, call: Call): Promise<boolean> {
  try {
    await backend.signDeck({ execution, nodeId: row.nodeId }, call);
    return true;
  } catch (error) {
    if (error instanceof ContrailError && error.code === "not_found") return false;
    throw error;
  }
}
