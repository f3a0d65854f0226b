import type { Box, Geometry, Route } from "../geometry";

export type Rect = { x: number; y: number; width: number; height: number };

/** 800 px cells: a screen at zoom 1 meets four to six of them. */
const CELL = 800;

export type SceneIndex = {
  geometry: Geometry;
  byId: ReadonlyMap<string, Box>;
  groups: readonly Box[];
  /** Bounds of each route: x0, y0, x1, y1 for every route in turn. */
  routeBounds: Float64Array;
  /** Boxes that may meet a rectangle, in reading order; groups among them when they do meet it. */
  query: (rect: Rect) => Box[];
  /** The innermost box under a point. */
  hit: (x: number, y: number) => Box | null;
};

/** Finds what is in a window without walking all nodes: cards by the cells they stand in, groups (few, wide) by hand. */
export function indexScene(geometry: Geometry): SceneIndex {
  const cells = new Map<string, number[]>();
  const groups: Box[] = [];
  const groupAt: number[] = [];
  geometry.boxes.forEach((box, at) => {
    if (box.isGroup) {
      groups.push(box);
      groupAt.push(at);
      return;
    }
    forEachCell(box, (cell) => {
      const members = cells.get(cell);
      if (members === undefined) cells.set(cell, [at]);
      else members.push(at);
    });
  });
  const query = (rect: Rect): Box[] => {
    const found = new Set<number>();
    if (rect.width * rect.height > CELL * CELL * Math.max(64, cells.size))
      geometry.boxes.forEach((_, at) => found.add(at));
    else forEachCell(rect, (cell) => cells.get(cell)?.forEach((at) => found.add(at)));
    groups.forEach((group, at) => {
      if (meets(group, rect)) found.add(groupAt[at] ?? 0);
    });
    return [...found].sort((a, b) => a - b).flatMap((at) => geometry.boxes[at] ?? []);
  };
  return {
    geometry,
    byId: new Map(geometry.boxes.map((box) => [box.id, box])),
    groups,
    routeBounds: boundsOf(geometry.routes),
    query,
    hit: (x, y) => query({ x, y, width: 0, height: 0 }).findLast((box) => contains(box, x, y)) ?? null,
  };
}

export const meets = (a: Rect, b: Rect): boolean =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;

const contains = (box: Rect, x: number, y: number): boolean =>
  x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height;

function forEachCell({ x, y, width, height }: Rect, visit: (cell: string) => void): void {
  for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++)
    for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++) visit(`${column},${row}`);
}

function boundsOf(routes: readonly Route[]): Float64Array {
  const bounds = new Float64Array(routes.length * 4);
  routes.forEach(({ points }, route) => {
    const own = [
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ];
    points.forEach((value, at) => {
      const axis = at % 2;
      own[axis] = Math.min(own[axis] ?? 0, value);
      own[axis + 2] = Math.max(own[axis + 2] ?? 0, value);
    });
    bounds.set(own, route * 4);
  });
  return bounds;
}
