import type { Route } from "../geometry";
import { traceRoute } from "./bends";
import type { SceneIndex } from "./grid-index";

/** Pieces that a curve is measured in: at the sizes of a screen they are within a pixel of it. */
const PIECES = 12;

/** The route that passes a point within `reach` px of the plane, the nearest of several; null without one. */
export function hitRoute({ geometry, routeBounds }: SceneIndex, x: number, y: number, reach: number): Route | null {
  let [found, least]: [Route | null, number] = [null, reach];
  for (const [at, route] of geometry.routes.entries()) {
    if (!isNear(routeBounds, at, { x, y, reach })) continue;
    const distance = distanceTo(route, geometry.direction, x, y);
    if (distance <= least) [found, least] = [route, distance];
  }
  return found;
}

const isNear = (bounds: Float64Array, at: number, { x, y, reach }: { x: number; y: number; reach: number }): boolean =>
  x >= (bounds[at * 4] ?? 0) - reach &&
  x <= (bounds[at * 4 + 2] ?? 0) + reach &&
  y >= (bounds[at * 4 + 1] ?? 0) - reach &&
  y <= (bounds[at * 4 + 3] ?? 0) + reach;

function distanceTo({ points }: Route, direction: "down" | "right", x: number, y: number): number {
  let [fromX, fromY, least] = [0, 0, Number.POSITIVE_INFINITY];
  const to = (nextX: number, nextY: number) => {
    least = Math.min(least, toPiece(x - fromX, y - fromY, nextX - fromX, nextY - fromY));
    [fromX, fromY] = [nextX, nextY];
  };
  traceRoute(
    {
      moveTo: (nextX, nextY) => {
        [fromX, fromY] = [nextX, nextY];
      },
      lineTo: to,
      bezierCurveTo: (x1, y1, x2, y2, endX, endY) => {
        const [startX, startY] = [fromX, fromY];
        for (let piece = 1; piece <= PIECES; piece++) {
          const share = piece / PIECES;
          to(cubic(startX, x1, x2, endX, share), cubic(startY, y1, y2, endY, share));
        }
      },
    },
    points,
    direction,
    false,
  );
  return least;
}

const cubic = (a: number, b: number, c: number, d: number, t: number): number =>
  (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;

/** Distance of a point to a piece from the origin to (dx, dy). */
function toPiece(px: number, py: number, dx: number, dy: number): number {
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square));
  return Math.hypot(px - share * dx, py - share * dy);
}
