import { useState } from "react";
import type { Execution } from "@/lib/core/execution";

/**
 * Rows in an order that does not change while `held` (the pointer is over them): what is known of each is always the
 * newest, but a row neither moves nor leaves, and newcomers are only counted. `view` names the list: another list is
 * shown at once.
 */
export function useHeldRows(
  latest: readonly Execution[],
  view: string,
  held: boolean,
): { rows: readonly Execution[]; newcomers: number; release: () => void } {
  const [shown, setShown] = useState({ view, rows: latest });
  const merged = held && shown.view === view ? inHeldOrder(shown.rows, latest) : latest;
  // React's own way to keep the last of something: set while drawing, only when it differs.
  if (shown.view !== view || !sameItems(shown.rows, merged)) setShown({ view, rows: merged });
  const names = new Set(merged.map(({ ref }) => ref.name));
  return {
    rows: merged,
    newcomers: latest.filter(({ ref }) => !names.has(ref.name)).length,
    release: () => setShown({ view, rows: latest }),
  };
}

function inHeldOrder(rows: readonly Execution[], latest: readonly Execution[]): readonly Execution[] {
  const byName = new Map(latest.map((execution) => [execution.ref.name, execution]));
  return rows.map((row) => byName.get(row.ref.name) ?? row);
}

const sameItems = (a: readonly Execution[], b: readonly Execution[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
