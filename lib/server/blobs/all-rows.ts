import "server-only";
import type { NodeRow } from "@/lib/core/node";
import type { ExecutionRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { mapPool } from "@/lib/server/pool";

export const CALLS_AT_A_TIME = 4;
const PAGE_ROWS = 1_000;

/** Every row of the tree, level by level. */
export async function allRows(backend: FlyteBackend, execution: ExecutionRef, call: Call): Promise<NodeRow[]> {
  const rows: NodeRow[] = [];
  for (let parents: (string | null)[] = [null]; parents.length > 0; ) {
    const levels = await mapPool(parents, CALLS_AT_A_TIME, (parentId) => levelRows(backend, execution, parentId, call));
    const found = levels.flat();
    rows.push(...found);
    parents = found.filter((row) => row.isParent || row.isDynamic).map((row) => row.nodeId);
  }
  return rows;
}

async function levelRows(
  backend: FlyteBackend,
  execution: ExecutionRef,
  parentId: string | null,
  call: Call,
): Promise<NodeRow[]> {
  const rows: NodeRow[] = [];
  let token: string | null = null;
  do {
    const query = { execution, parentId, writtenSinceMs: null, limit: PAGE_ROWS, token };
    const page = await backend.listNodes(query, call);
    rows.push(...page.items);
    token = page.nextToken;
  } while (token !== null);
  return rows;
}
