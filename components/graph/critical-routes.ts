import type { Box, Geometry, Route } from "./geometry";

/**
 * The edges that a chain of nodes follows. On each level the chain has one node a rank at most, so that of the edges
 * between its nodes those to the next in rank are its own, and those that skip one are not.
 */
export function criticalRoutes({ boxes, routes }: Geometry, onPath: ReadonlySet<string>): ReadonlySet<Route> {
  if (onPath.size === 0) return new Set();
  const levels = new Map<string | null, Box[]>();
  for (const box of boxes) {
    if (!onPath.has(box.id)) continue;
    const level = levels.get(box.parent);
    if (level === undefined) levels.set(box.parent, [box]);
    else level.push(box);
  }
  const next = new Map<string, string>();
  for (const level of levels.values()) {
    level.sort((a, b) => a.rank - b.rank);
    level.forEach(({ id }, at) => {
      const after = level[at + 1];
      if (after !== undefined) next.set(id, after.id);
    });
  }
  return new Set(routes.filter(({ source, target }) => next.get(source) === target));
}
