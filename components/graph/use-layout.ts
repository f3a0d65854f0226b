"use client";

import { useEffect, useState } from "react";
import type { Size } from "./drawing/camera";
import type { Direction, Structure } from "./geometry";
import { chooseLayout, type LayoutResult, requestLayout } from "./layout-client";

/** Space on screen when the graph was opened, and the direction once it is chosen. */
export type Place = { screen: Size; direction: Direction | null };

const shapeOf = ({ width, height }: Size): string => `${width}x${height}`;

/** Layouts of this page by structure and direction: a group that closes and opens again costs nothing. */
const known = new Map<string, LayoutResult>();
const MAX_KNOWN = 24;

/**
 * The layout of a structure; while a new one is made the last one stays, so that nothing blinks. Null until the first is
 * there. `key` is the structure's key: the effect follows it, not the identity of the structure.
 */
export function useLayout(structure: Structure | null, key: string, place: Place | null): LayoutResult | null {
  const wanted = structure === null || place === null ? null : `${place.direction ?? shapeOf(place.screen)} ${key}`;
  const [last, setLast] = useState<LayoutResult | null>(null);
  const ready = wanted === null ? undefined : known.get(wanted);
  useEffect(() => {
    if (structure === null || place === null || wanted === null) return;
    const found = known.get(wanted);
    if (found !== undefined) {
      setLast(found);
      return;
    }
    const abort = new AbortController();
    (place.direction === null
      ? chooseLayout(structure, place.screen, abort.signal)
      : requestLayout(structure, place.direction, abort.signal)
    ).then(
      (result) => {
        if (abort.signal.aborted) return;
        remember(wanted, result);
        // The page asks for the chosen direction from now on.
        remember(`${result.geometry.direction} ${key}`, result);
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
