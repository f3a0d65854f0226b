"use client";

import { useState } from "react";
import type { FactsStore } from "../facts-store";
import type { Route } from "../geometry";

export type Tip = { lines: readonly string[]; x: number; y: number };

/** The edge that the pointer is at: marks it in the drawing and keeps what it carries, with a place of the graph's frame. */
export function useEdgeTip(store: FactsStore, flowOf: (route: Route) => readonly string[]) {
  const [tip, setTip] = useState<Tip | null>(null);
  const point = (route: Route | null, x: number, y: number) => {
    if (route === store.marks().hovered) return;
    store.mark({ hovered: route });
    const lines = route === null ? [] : flowOf(route);
    setTip(lines.length === 0 ? null : { lines, x, y });
  };
  return { tip, point };
}
