"use client";

import { useEffect, useState } from "react";
import type { Direction, Structure } from "./geometry";
import { type LayoutResult, requestLayout } from "./layout-client";

/** Layouts of this page by structure and direction: a group that closes and opens again costs nothing. */
const known = new Map<string, LayoutResult>();
const MAX_KNOWN = 24;

/**
 * The layout of a structure; while a new one is made the last one stays, so that nothing blinks. Null until the first is
 * there. `key` is the structure's key: the effect follows it, not the identity of the structure.
 */
export function useLayout(structure: Structure | null, key: string, direction: Direction | null): LayoutResult | null {
  const wanted = structure === null || direction === null ? null : `${direction} ${key}`;
  const [last, setLast] = useState<LayoutResult | null>(null);
  const ready = wanted === null ? undefined : known.get(wanted);
  useEffect(() => {
    if (structure === null || direction === null || wanted === null) return;
    const found = known.get(wanted);
    if (found !== undefined) {
      setLast(found);
      return;
    }
    const abort = new AbortController();
    requestLayout(structure, direction, abort.signal).then(
      (result) => {
        if (abort.signal.aborted) return;
        remember(wanted, result);
        setLast(result);
      },
      () => undefined,
    );
    return () => abort.abort();
    // The key stands for the structure, which is a new object on every event of the run.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wanted]);
  return ready ?? last;
}

function remember(key: string, result: LayoutResult): void {
  known.set(key, result);
  const oldest = known.keys().next().value;
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
}
