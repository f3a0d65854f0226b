import type { NodeRow } from "../node";

/** The children of one parent that one attempt of it made. */
export type RetryGroup = { retryGroup: string; rows: NodeRow[] };

/** Rows by parent (null: the top level) and attempt, attempts in order; boundary rows are left out, but keep their level. */
export function groupRows(rows: readonly NodeRow[]): Map<string | null, RetryGroup[]> {
  const byParent = new Map<string | null, Map<string, RetryGroup>>();
  for (const row of rows) {
    let groups = byParent.get(row.parentId);
    if (groups === undefined) {
      groups = new Map();
      byParent.set(row.parentId, groups);
    }
    let group = groups.get(row.retryGroup);
    if (group === undefined) {
      group = { retryGroup: row.retryGroup, rows: [] };
      groups.set(row.retryGroup, group);
    }
    if (!row.isBoundary) group.rows.push(row);
  }
  const ordered = new Map<string | null, RetryGroup[]>();
  for (const [parent, groups] of byParent) {
    const list = [...groups.values()].sort((a, b) => attemptOf(a) - attemptOf(b));
    for (const { rows: members } of list) members.sort(byCreation);
    ordered.set(parent, list);
  }
  return ordered;
}

export function lastGroup(groups: readonly RetryGroup[] | undefined): RetryGroup | null {
  return groups?.at(-1) ?? null;
}

const attemptOf = (group: RetryGroup): number => {
  const number = Number(group.retryGroup);
  return Number.isFinite(number) ? number : 0;
};

/** Time first; ids only make the order the same whatever the order of arrival. */
function byCreation(a: NodeRow, b: NodeRow): number {
  const byTime = (a.createdMs ?? 0) - (b.createdMs ?? 0);
  if (byTime !== 0) return byTime;
  return a.nodeId < b.nodeId ? -1 : Number(a.nodeId > b.nodeId);
}
