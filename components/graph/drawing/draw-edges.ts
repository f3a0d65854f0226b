import type { FactsStore } from "../facts-store";
import type { Direction, Route } from "../geometry";
import { CARD_ZOOM } from "./camera";
import type { Rect, SceneIndex } from "./grid-index";
import type { Palette } from "./palette";

type Style = "value" | "order" | "idle" | "failure" | "near";

const DASH: Record<Style, number[]> = {
  value: [],
  order: [5, 3],
  idle: [1.5, 3.5],
  failure: [6, 3],
  near: [],
};
const WIDTH: Record<Style, number> = { value: 1.25, order: 1.25, idle: 1.25, failure: 2, near: 1.75 };
/** A line thinner than this on screen flickers while it is moved. */
const MIN_SCREEN_WIDTH = 0.7;

/**
 * Draws the edges that meet the window, one stroke per style: values solid, order dashed, what was not reached dotted, the
 * way to the failure node in ink, the edges of the selected node on top.
 */
export function drawEdges(
  context: CanvasRenderingContext2D,
  scene: { index: SceneIndex; store: FactsStore; palette: Palette; zoom: number; window: Rect },
): void {
  const { index, store, palette, zoom, window } = scene;
  const { routes, direction } = index.geometry;
  const { selected } = store.marks();
  const batches = new Map<Style, Route[]>();
  routes.forEach((route, at) => {
    if (!isSeen(index.routeBounds, at, window)) return;
    const style = styleOf(route, store, selected);
    const batch = batches.get(style);
    if (batch === undefined) batches.set(style, [route]);
    else batch.push(route);
  });
  const colour: Record<Style, string> = {
    value: palette["line-3"],
    order: palette["line-3"],
    idle: palette["line-3"],
    failure: palette.ink,
    near: palette["text-2"],
  };
  for (const style of ["idle", "order", "value", "failure", "near"] as const) {
    const batch = batches.get(style);
    if (batch === undefined) continue;
    context.strokeStyle = colour[style];
    context.lineWidth = Math.max(WIDTH[style], MIN_SCREEN_WIDTH / zoom);
    context.lineCap = style === "idle" ? "round" : "butt";
    context.setLineDash(zoom < CARD_ZOOM ? [] : DASH[style]);
    context.globalAlpha = zoom < CARD_ZOOM && style !== "near" ? 0.55 : 1;
    context.beginPath();
    for (const route of batch) trace(context, route.points, direction, zoom);
    context.stroke();
    if (zoom < CARD_ZOOM) continue;
    context.setLineDash([]);
    context.lineCap = "round";
    context.beginPath();
    for (const route of batch) traceHead(context, route.points, direction);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function styleOf(route: Route, store: FactsStore, selected: string | null): Style {
  if (selected !== null && (route.source === selected || route.target === selected)) return "near";
  const target = store.get(route.target)?.phase;
  if (target === "not_run" || target === "skipped") return "idle";
  return route.kind;
}

function isSeen(bounds: Float64Array, route: number, window: Rect): boolean {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = bounds.subarray(route * 4, route * 4 + 4);
  return x0 <= window.x + window.width && x1 >= window.x && y0 <= window.y + window.height && y1 >= window.y;
}

/** Curves that leave and arrive along the flow between bends; from far away straight lines look the same. */
function trace(context: CanvasRenderingContext2D, points: readonly number[], direction: Direction, zoom: number): void {
  let [x, y] = [points[0] ?? 0, points[1] ?? 0];
  context.moveTo(x, y);
  for (let at = 2; at < points.length; at += 2) {
    const [nextX, nextY] = [points[at] ?? 0, points[at + 1] ?? 0];
    if (nextX === x || nextY === y || zoom < 0.2) context.lineTo(nextX, nextY);
    else if (direction === "down") {
      const reach = (nextY - y) * 0.55;
      context.bezierCurveTo(x, y + reach, nextX, nextY - reach, nextX, nextY);
    } else {
      const reach = (nextX - x) * 0.55;
      context.bezierCurveTo(x + reach, y, nextX - reach, nextY, nextX, nextY);
    }
    [x, y] = [nextX, nextY];
  }
}

function traceHead(context: CanvasRenderingContext2D, points: readonly number[], direction: Direction): void {
  const [x, y] = [points.at(-2) ?? 0, points.at(-1) ?? 0];
  if (direction === "down") {
    context.moveTo(x - 3.2, y - 5.2);
    context.lineTo(x, y - 1.5);
    context.lineTo(x + 3.2, y - 5.2);
  } else {
    context.moveTo(x - 5.2, y - 3.2);
    context.lineTo(x - 1.5, y);
    context.lineTo(x - 5.2, y + 3.2);
  }
}
