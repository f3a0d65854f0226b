import type { FactsStore } from "../facts-store";
import type { Direction, Route } from "../geometry";
import { CARD_ZOOM } from "./camera";
import type { Rect, SceneIndex } from "./grid-index";
import type { Palette } from "./palette";

type Style = "value" | "order" | "idle" | "failure";
type Batch = { style: Style; isNear: boolean; routes: Route[] };

const DASH: Record<Style, number[]> = { value: [], order: [5, 3], idle: [1.5, 3.5], failure: [6, 3] };
const WIDTH: Record<Style, number> = { value: 1.25, order: 1.25, idle: 1.25, failure: 2 };
/** Later ones are drawn over earlier ones. */
const LAYERS: Record<Style, number> = { idle: 0, order: 1, value: 2, failure: 3 };
/** Edges of the selected node. */
const NEAR_WIDTH = 1.75;
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
  const { palette, zoom } = scene;
  const { direction } = scene.index.geometry;
  const isFar = zoom < CARD_ZOOM;
  for (const { style, isNear, routes } of batchRoutes(scene)) {
    context.strokeStyle = isNear ? palette["text-2"] : style === "failure" ? palette.ink : palette["line-3"];
    context.lineWidth = Math.max(WIDTH[style], isNear ? NEAR_WIDTH : 0, MIN_SCREEN_WIDTH / zoom);
    context.lineCap = style === "idle" ? "round" : "butt";
    context.setLineDash(isFar ? [] : DASH[style]);
    context.globalAlpha = isFar && !isNear ? 0.55 : 1;
    context.beginPath();
    for (const route of routes) trace(context, route.points, direction, zoom);
    context.stroke();
    if (isFar) continue;
    context.setLineDash([]);
    context.lineCap = "round";
    context.beginPath();
    for (const route of routes) traceHead(context, route.points, direction);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** The routes in the window by look, in the order they are drawn. */
function batchRoutes({ index, store, window }: { index: SceneIndex; store: FactsStore; window: Rect }): Batch[] {
  const { selected } = store.marks();
  const batches = new Map<string, Batch>();
  index.geometry.routes.forEach((route, at) => {
    if (!isSeen(index.routeBounds, at, window)) return;
    const style = styleOf(route, store);
    const isNear = selected !== null && (route.source === selected || route.target === selected);
    const key = `${isNear} ${style}`;
    const batch = batches.get(key);
    if (batch === undefined) batches.set(key, { style, isNear, routes: [route] });
    else batch.routes.push(route);
  });
  const layer = ({ style, isNear }: Batch) => LAYERS[style] + (isNear ? 10 : 0);
  return [...batches.values()].sort((a, b) => layer(a) - layer(b));
}

function styleOf(route: Route, store: FactsStore): Style {
  const target = store.get(route.target)?.phase;
  return target === "not_run" || target === "skipped" ? "idle" : route.kind;
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
