"use client";

import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { useEffect, useLayoutEffect, useRef } from "react";
import type { Box } from "../geometry";
import { anchoredView, type Size, type View, viewAfterResize, viewShowing, windowOf } from "./camera";
import { meets, type SceneIndex } from "./grid-index";

/**
 * Moves the camera only where it must: when a layout changes, the node that the person looks at stays where it is on
 * screen; a node that gets selected or focused comes into view. `anchor` is the group that was opened or closed last.
 */
export function CameraKeeper({
  index,
  anchor,
  shownPath,
  openedAt,
}: {
  index: SceneIndex;
  anchor: string | null;
  shownPath: string | null;
  /** The size of the screen that the first view was made for; it may have changed before React Flow measures it. */
  openedAt: Size;
}) {
  const flow = useStoreApi();
  const { setViewport } = useReactFlow();
  const last = useRef(index);
  const lastSize = useRef(openedAt);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);

  // The camera is React Flow's; before the browser paints, so that nothing is seen to jump.
  useLayoutEffect(() => {
    const before = last.current;
    last.current = index;
    if (before === index) return;
    const { transform, width: screenWidth, height: screenHeight } = flow.getState();
    const view = { x: transform[0], y: transform[1], zoom: transform[2] };
    const kept = keptBox(before, index, [anchor, shownPath], view, { width: screenWidth, height: screenHeight });
    if (kept !== null) void setViewport(anchoredView(view, before.byId.get(kept), index.byId.get(kept)));
  }, [index, anchor, shownPath, flow, setViewport]);

  // The camera is React Flow's: it follows the selection, and the space that a drawer leaves.
  useEffect(() => {
    if (width === 0) return;
    const screen = { width, height };
    const before = lastSize.current;
    const box = shownPath === null ? null : drawnBox(index, shownPath);
    const isResized = before.width !== width || before.height !== height;
    if (box === null && !isResized) return;
    const timer = setTimeout(() => {
      lastSize.current = screen;
      const { transform } = flow.getState();
      const view = { x: transform[0], y: transform[1], zoom: transform[2] };
      const next = isResized
        ? viewAfterResize(view, before, screen, index.geometry, box)
        : box === null
          ? view
          : viewShowing(view, screen, box);
      if (next !== view) void setViewport(next, { duration: prefersStill() ? 0 : 200 });
    }, FOLLOW_AFTER_MS);
    return () => clearTimeout(timer);
    // A new layout alone moves nothing: the effect above has kept what was in view.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shownPath, width, height]);
  return null;
}

/** The box of a node, or of the closed group that it is in. */
function drawnBox({ byId }: SceneIndex, path: string): Box | null {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    const box = byId.get(path.slice(0, end));
    if (box !== undefined) return box;
  }
  return null;
}

/** The second press of a double press still finds its node where the first did. */
const FOLLOW_AFTER_MS = 350;

/** The box that stays where it is: the first wanted one that is in both layouts, else the one nearest the middle. */
function keptBox(
  before: SceneIndex,
  after: SceneIndex,
  wanted: readonly (string | null)[],
  view: View,
  screen: { width: number; height: number },
): string | null {
  const seen = windowOf(view, screen);
  for (const path of wanted) {
    const box = path === null ? undefined : before.byId.get(path);
    if (box !== undefined && after.byId.has(box.id) && meets(box, seen)) return box.id;
  }
  const [x, y] = [seen.x + seen.width / 2, seen.y + seen.height / 2];
  let best: { id: string; distance: number } | null = null;
  for (const box of before.query(seen)) {
    if (!after.byId.has(box.id)) continue;
    const distance = Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
    if (best === null || distance < best.distance) best = { id: box.id, distance };
  }
  return best?.id ?? null;
}

const prefersStill = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
