import { criticalRoutes } from "../critical-routes";
import type { FactsStore } from "../facts-store";
import type { Route } from "../geometry";
import { traceHead, traceRoute } from "./bends";
import { CARD_ZOOM } from "./camera";
import type { Rect, SceneIndex } from "./grid-index";
import type { Palette } from "./palette";

type Style = "value" | "order" | "idle" | "failure" | "critical";
/** Routes that are stroked together; `layer` is the order of the strokes. */
type Batch = { style: Style; isNear: boolean; isDim: boolean; layer: number; routes: Route[] };

const DASH: Record<Style, number[]> = { value: [], order: [5, 3], idle: [1.5, 3.5], failure: [6, 3], critical: [] };
const WIDTH: Record<Style, number> = { value: 1.25, order: 1.25, idle: 1.25, failure: 2, critical: 2.25 };
/** Later ones are drawn over earlier ones. */
const LAYERS: Record<Style, number> = { idle: 0, order: 1, value: 2, failure: 3, critical: 4 };
/** Edges of the selected node. */
const NEAR_WIDTH = 1.75;
/** Edges of what a search or a filter leaves out. */
const DIM = 0.25;
/** A line thinner than this on screen flickers while it is moved. */
const MIN_SCREEN_WIDTH = 0.7;

/**
 * Draws the edges that meet the window, one stroke per style: values solid, order dashed, what was not reached dotted, the way
 * to the failure node in ink, the chain that decided the end in ink, the edges of
 * the selected node on top, what a filter leaves out faint.
 */
export function drawEdges(
  context: CanvasRenderingContext2D,
  scene: { index: SceneIndex; store: FactsStore; palette: Palette; zoom: number; window: Rect },
): void {
  const { palette, zoom } = scene;
  const { direction } = scene.index.geometry;
  const isFar = zoom < CARD_ZOOM;
  for (const { style, isNear, isDim, routes } of batchRoutes(scene)) {
    context.strokeStyle = colourOf(style, isNear, palette);
    context.lineWidth = Math.max(WIDTH[style], isNear ? NEAR_WIDTH : 0, MIN_SCREEN_WIDTH / zoom);
    context.lineCap = style === "idle" ? "round" : "butt";
    context.setLineDash(isFar ? [] : DASH[style]);
    context.globalAlpha = isDim ? DIM : isFar && !isNear && style !== "critical" ? 0.55 : 1;
    context.beginPath();
    for (const route of routes) traceRoute(context, route.points, direction, zoom < 0.2);
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

function colourOf(style: Style, isNear: boolean, palette: Palette): string {
  if (style === "critical") return palette.ink;
  if (isNear) return palette["text-2"];
  return style === "failure" ? palette.ink : palette["line-3"];
}

/** The routes in the window by look, in the order they are drawn. */
function batchRoutes({ index, store, window }: { index: SceneIndex; store: FactsStore; window: Rect }): Batch[] {
  const { selected, hovered } = store.marks();
  const critical = criticalOf(index, store.emphasis().onPath);
  const batches: Batch[] = [];
  index.geometry.routes.forEach((route, at) => {
    if (!isSeen(index.routeBounds, at, window)) return;
    const style = critical.has(route) ? "critical" : styleOf(route, store);
    const isNear = route === hovered || (selected !== null && (route.source === selected || route.target === selected));
    const isDim = store.isDim(route.source) || store.isDim(route.target);
    const layer = LAYERS[style] + (isNear ? 10 : 0) - (isDim ? 20 : 0);
    const batch = batches.find((each) => each.layer === layer);
    if (batch === undefined) batches.push({ style, isNear, isDim, layer, routes: [route] });
    else batch.routes.push(route);
  });
  return batches.sort((a, b) => a.layer - b.layer);
}

const criticalRoutesOf = new WeakMap<SceneIndex, { onPath: ReadonlySet<string>; routes: ReadonlySet<Route> }>();

/** The critical edges of a layout; found again only when the path is another. */
function criticalOf(index: SceneIndex, onPath: ReadonlySet<string>): ReadonlySet<Route> {
  const known = criticalRoutesOf.get(index);
  if (known?.onPath === onPath) return known.routes;
  const routes = criticalRoutes(index.geometry, onPath);
  criticalRoutesOf.set(index, { onPath, routes });
  return routes;
}

function styleOf(route: Route, store: FactsStore): Style {
  const target = store.get(route.target)?.phase;
  return target === "not_run" || target === "skipped" ? "idle" : route.kind;
}

function isSeen(bounds: Float64Array, route: number, window: Rect): boolean {
  const at = route * 4;
  return (
    (bounds[at] ?? 0) <= window.x + window.width &&
    (bounds[at + 2] ?? 0) >= window.x &&
    (bounds[at + 1] ?? 0) <= window.y + window.height &&
    (bounds[at + 3] ?? 0) >= window.y
  );
}
