import type { Box, Direction, Geometry } from "../geometry";
import type { Rect } from "./grid-index";

export type View = { x: number; y: number; zoom: number };
export type Size = { width: number; height: number };

const INSET = 28;
/** Room for the controls at the right, so that a fitted graph does not lie under them. */
const CONTROLS = 36;
/** Below this zoom a picture fitted whole is a hairline: the view then opens at the start of the flow. */
const MIN_FIT = 0.12;
const START_ZOOM = 0.75;

/** Cards are DOM above this zoom and marks on the canvas below it. */
export const CARD_ZOOM = 0.35;

/** The view that shows all of a graph in its middle, never enlarged. */
export function fitView({ width, height }: Geometry, screen: Size): View {
  const zoom = Math.min(
    (screen.width - 2 * INSET - CONTROLS) / Math.max(1, width),
    (screen.height - 2 * INSET) / Math.max(1, height),
    1,
  );
  const used = Math.max(zoom, 0.004);
  return { x: (screen.width - CONTROLS - width * used) / 2, y: (screen.height - height * used) / 2, zoom: used };
}

/** The first view: all of it, or the start of the flow where all of it would be too small to see. */
export function firstView(geometry: Geometry, screen: Size): View {
  const all = fitView(geometry, screen);
  if (all.zoom >= MIN_FIT) return all;
  const isDown = geometry.direction === "down";
  const { start, end } = firstRank(geometry);
  const middle = (start + end) / 2;
  const room = (isDown ? screen.width : screen.height) - 2 * INSET;
  const zoom = Math.min(Math.max(room / Math.max(1, end - start), CARD_ZOOM + 0.05), START_ZOOM);
  return isDown
    ? { x: screen.width / 2 - middle * zoom, y: INSET, zoom }
    : { x: INSET, y: screen.height / 2 - middle * zoom, zoom };
}

/** Where the nodes that the flow begins with stand across it. */
function firstRank({ boxes, direction }: Geometry): { start: number; end: number } {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const box of boxes) {
    if (box.parent !== null || box.rank !== 0) continue;
    const [near, size] = direction === "down" ? [box.x, box.width] : [box.y, box.height];
    start = Math.min(start, near);
    end = Math.max(end, near + size);
  }
  return start > end ? { start: 0, end: 0 } : { start, end };
}

/** What of the graph's plane is on screen. */
export const windowOf = ({ x, y, zoom }: View, { width, height }: Size): Rect => ({
  x: -x / zoom,
  y: -y / zoom,
  width: width / zoom,
  height: height / zoom,
});

/** Space that is kept between what is brought into view and the border of the screen. */
const MARGIN = 20;

/** The view moved by as little as shows a box whole, at a zoom where it is a card; the same view when it is in sight. */
export function viewShowing(view: View, screen: Size, box: Rect): View {
  if (view.zoom >= CARD_ZOOM) return pannedTo(view, screen, box);
  const zoom = 0.8;
  return {
    x: screen.width / 2 - (box.x + box.width / 2) * zoom,
    y: screen.height / 2 - (box.y + Math.min(box.height, 200) / 2) * zoom,
    zoom,
  };
}

/** A box in the middle of the screen: a group whole where that can be read, a card at its own size. */
export function viewOf(box: Rect, screen: Size): View {
  const room = Math.min((screen.width - 2 * INSET - CONTROLS) / box.width, (screen.height - 2 * INSET) / box.height);
  const zoom = Math.min(1, Math.max(room, CARD_ZOOM + 0.05));
  const isWhole = room >= zoom;
  const [x, y] = [box.x + box.width / 2, isWhole ? box.y + box.height / 2 : box.y + screen.height / zoom / 2 - MARGIN];
  return { x: (screen.width - CONTROLS) / 2 - x * zoom, y: screen.height / 2 - y * zoom, zoom };
}

/**
 * The view for another size of the screen. What nobody moved since it was fitted is fitted again; else all of the graph
 * comes on screen where it fits, or the box (null: nothing is selected).
 */
export function viewAfterResize(view: View, before: Size, screen: Size, geometry: Geometry, box: Rect | null): View {
  if (isSame(view, firstView(geometry, before)) || isSame(view, fitView(geometry, before))) {
    const fitted = firstView(geometry, screen);
    return box === null ? fitted : viewShowing(fitted, screen, box);
  }
  const { width, height } = geometry;
  const fits = width * view.zoom + 2 * MARGIN <= screen.width && height * view.zoom + MARGIN <= screen.height;
  if (fits) return pannedTo(view, screen, { x: 0, y: 0, width, height });
  return box === null ? view : viewShowing(view, screen, box);
}

const isSame = (one: View, other: View): boolean =>
  Math.abs(one.x - other.x) < 1 && Math.abs(one.y - other.y) < 1 && Math.abs(one.zoom - other.zoom) < 0.001;

function pannedTo(view: View, screen: Size, box: Rect): View {
  const x = panned(view.x, view.zoom, screen.width, box.x, box.width);
  const y = panned(view.y, view.zoom, screen.height, box.y, box.height);
  return x === view.x && y === view.y ? view : { ...view, x, y };
}

/** One axis: the end of what is too large to show whole gives way to its start. */
function panned(offset: number, zoom: number, screen: number, start: number, size: number): number {
  const far = screen - MARGIN - (start + size) * zoom;
  const near = MARGIN - start * zoom;
  const isCut = start * zoom + offset < 0 || (start + size) * zoom + offset > screen;
  return isCut ? Math.max(Math.min(offset, far), near) : offset;
}

/** Keeps a box where it was on screen while the layout around it changes. */
export function anchoredView(view: View, before: Box | undefined, after: Box | undefined): View {
  if (before === undefined || after === undefined) return view;
  return { ...view, x: view.x + (before.x - after.x) * view.zoom, y: view.y + (before.y - after.y) * view.zoom };
}

/** Down when the canvas is narrower than 1.8 times its height, else right. */
export const directionFor = ({ width, height }: Size): Direction => (width <= 1.8 * height ? "down" : "right");
