import type { Box, Geometry } from "../geometry";

export type Move = "forward" | "back" | "before" | "after";

/** What a walk with the arrow keys needs of a layout; made once for each. */
export type Walk = {
  byId: ReadonlyMap<string, Box>;
  next: ReadonlyMap<string, readonly string[]>;
  previous: ReadonlyMap<string, readonly string[]>;
  /** Boxes of one level and rank in reading order. */
  ranks: ReadonlyMap<string, readonly Box[]>;
  firstInside: ReadonlyMap<string, string>;
};

export function makeWalk({ boxes, routes }: Geometry): Walk {
  const [next, previous] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const { source, target } of routes) {
    add(next, source, target);
    add(previous, target, source);
  }
  const ranks = new Map<string, Box[]>();
  const firstInside = new Map<string, string>();
  for (const box of boxes) {
    add(ranks, rankKey(box), box);
    if (box.parent !== null && !firstInside.has(box.parent)) firstInside.set(box.parent, box.id);
  }
  return { byId: new Map(boxes.map((box) => [box.id, box])), next, previous, ranks, firstInside };
}

/**
 * Where an arrow key leads: along the edges of the flow, into an open group and out of it at its end, or to the neighbour
 * in the same rank. Null where there is nothing further.
 */
export function moveFrom(walk: Walk, id: string, move: Move): string | null {
  const box = walk.byId.get(id);
  if (box === undefined) return null;
  switch (move) {
    case "forward":
      return walk.firstInside.get(id) ?? onward(walk, box);
    case "back":
      return nearest(walk, box, walk.previous.get(id) ?? []) ?? box.parent;
    case "before":
      return beside(walk, box, -1);
    case "after":
      return beside(walk, box, 1);
  }
}

function beside(walk: Walk, box: Box, step: 1 | -1): string | null {
  const rank = walk.ranks.get(rankKey(box)) ?? [];
  return rank[rank.indexOf(box) + step]?.id ?? null;
}

/** The next node along the flow; at the end of a group what follows the group. */
function onward(walk: Walk, box: Box): string | null {
  for (let from: Box | undefined = box; from !== undefined; from = walk.byId.get(from.parent ?? "")) {
    const next = nearest(walk, from, walk.next.get(from.id) ?? []);
    if (next !== null) return next;
  }
  return null;
}

function nearest(walk: Walk, from: Box, ids: readonly string[]): string | null {
  let best: { id: string; distance: number } | null = null;
  for (const id of ids) {
    const box = walk.byId.get(id);
    if (box === undefined) continue;
    const distance = Math.hypot(
      box.x + box.width / 2 - from.x - from.width / 2,
      box.y + box.height / 2 - from.y - from.height / 2,
    );
    if (best === null || distance < best.distance) best = { id, distance };
  }
  return best?.id ?? null;
}

const rankKey = ({ parent, rank }: Box): string => `${rank} ${parent ?? ""}`;

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
