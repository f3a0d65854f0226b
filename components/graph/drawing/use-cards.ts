"use client";

import { type Node, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Box, GROUP_HEAD } from "../geometry";
import { CARD_ZOOM, type View, windowOf } from "./camera";
import { meets, type Rect, type SceneIndex } from "./grid-index";

/** Graphs up to this size are held whole: no window, no churn. */
const HOLD_ALL = 150;
/** Share of the screen that is held around it, so that a short pan needs no new cards. */
const MARGIN = 0.35;

/** More cards than this on one screen are too small to read together, and too many elements to move with it. */
const MAX_CARDS = 250;

/** Whether nodes are cards here, else they are marks on the canvas. */
export const showsCards = (index: SceneIndex, seen: Rect, zoom: number): boolean =>
  zoom >= CARD_ZOOM &&
  (index.geometry.boxes.length <= MAX_CARDS || index.query(seen).filter((box) => meets(box, seen)).length <= MAX_CARDS);

/**
 * React Flow's nodes: cards and group heads in a window around the screen while they are large enough to read, none when
 * they are not. React Flow costs by visible elements (1,000 of them take 50 ms a frame), so the window changes only when
 * the screen leaves it.
 */
export function useCards(index: SceneIndex): Node[] {
  const flow = useStoreApi();
  const [shown, setShown] = useState<{ index: SceneIndex; nodes: Node[] }>({ index, nodes: [] });
  const held = useRef<{ index: SceneIndex; rect: Rect | null; zoom: number } | null>(null);
  const apply = useCallback(() => {
    const { transform, width, height } = flow.getState();
    const view: View = { x: transform[0], y: transform[1], zoom: transform[2] };
    const seen = windowOf(view, { width, height });
    const isNear = showsCards(index, seen, view.zoom);
    if (width === 0 || isHeld(held.current, { index, zoom: view.zoom, seen, isNear })) return;
    const rect = isNear ? widened(seen) : null;
    held.current = { index, rect, zoom: view.zoom };
    const boxes =
      rect === null ? [] : index.geometry.boxes.length <= HOLD_ALL ? index.geometry.boxes : index.query(rect);
    setShown({ index, nodes: boxes.map(toNode) });
  }, [index, flow]);
  // Before the browser paints: a new layout is never on screen with the cards of the old one.
  useLayoutEffect(apply, [apply]);
  // The camera moves outside React; React Flow's own store is the only one that tells of every move.
  useEffect(() => flow.subscribe(apply), [flow, apply]);
  return shown.index === index ? shown.nodes : [];
}

function isHeld(
  held: { index: SceneIndex; rect: Rect | null; zoom: number } | null,
  { index, zoom, seen, isNear }: { index: SceneIndex; zoom: number; seen: Rect; isNear: boolean },
): boolean {
  if (held === null || held.index !== index) return false;
  if (held.rect === null || !isNear) return held.rect === null && !isNear;
  if (index.geometry.boxes.length <= HOLD_ALL) return true;
  const { rect } = held;
  const isInside =
    seen.x >= rect.x &&
    seen.y >= rect.y &&
    seen.x + seen.width <= rect.x + rect.width &&
    seen.y + seen.height <= rect.y + rect.height;
  return isInside && zoom < held.zoom * 1.5;
}

const widened = ({ x, y, width, height }: Rect): Rect => ({
  x: x - width * MARGIN,
  y: y - height * MARGIN,
  width: width * (1 + 2 * MARGIN),
  height: height * (1 + 2 * MARGIN),
});

/** One object per box for as long as its layout lives: React Flow compares by identity. */
const nodeOf = new WeakMap<Box, Node>();

function toNode(box: Box): Node {
  const known = nodeOf.get(box);
  if (known !== undefined) return known;
  const height = box.isGroup ? GROUP_HEAD : box.height;
  const node: Node = {
    id: box.id,
    type: box.isGroup ? "group-head" : "card",
    position: { x: box.x, y: box.y },
    width: box.width,
    height,
    measured: { width: box.width, height },
    data: {},
    draggable: false,
    selectable: false,
    focusable: false,
    connectable: false,
  };
  nodeOf.set(box, node);
  return node;
}
