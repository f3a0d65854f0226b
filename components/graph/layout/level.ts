import type { Direction, Route, StructureEdge } from "../geometry";
import { at } from "./at";
import { makeLayers } from "./layers";
import { orderRanks } from "./order";
import { placeSlots } from "./place";
import { routeEdge } from "./route";
import { makeSlots, type Sizes } from "./slots";

export type LevelNode = { id: string; width: number; height: number; isGroup: boolean };
export type LevelLayout = {
  width: number;
  height: number;
  /** Near corner, rank and place within the rank of each node, in the order given. */
  places: { x: number; y: number; rank: number; order: number }[];
  routes: Route[];
};

/**
 * Lays out one level in ranks along the flow; O(nodes + bends) per sweep. Same input, same output: neither the clock nor
 * chance has a part in it. Edges that name no node of the level, and loops, are left out.
 */
export function layoutLevel(
  nodes: readonly LevelNode[],
  edges: readonly StructureEdge[],
  direction: Direction,
): LevelLayout {
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const drawn = edges.filter(({ source, target }) => source !== target && indexOf.has(source) && indexOf.has(target));
  const layers = makeLayers(nodes.length, {
    source: drawn.map(({ source }) => indexOf.get(source) ?? 0),
    target: drawn.map(({ target }) => indexOf.get(target) ?? 0),
  });
  orderRanks(layers);
  const isDown = direction === "down";
  const sizes: Sizes = {
    across: nodes.map(({ width, height }) => (isDown ? width : height)),
    along: nodes.map(({ width, height }) => (isDown ? height : width)),
    isGroup: nodes.map(({ isGroup }) => isGroup),
  };
  const slots = makeSlots(layers, sizes, direction);
  const placed = placeSlots(slots, layers, sizes, direction);
  const order = new Int32Array(layers.rankOf.length);
  for (const rank of slots) {
    rank.flatMap(({ items }) => items).forEach((item, index) => (order[item] = index));
  }
  return {
    width: isDown ? placed.acrossSize : placed.alongSize,
    height: isDown ? placed.alongSize : placed.acrossSize,
    places: nodes.map((_, index) => {
      const [across = 0, along = 0] = [placed.across[index], placed.along[index]];
      return {
        x: isDown ? across : along,
        y: isDown ? along : across,
        rank: at(layers.rankOf, index),
        order: at(order, index),
      };
    }),
    routes: drawn.map((edge, index) => {
      const points = routeEdge(layers.chains[index] ?? [], layers, placed, sizes);
      return { ...edge, points: isDown ? points : swapped(points) };
    }),
  };
}

function swapped(points: readonly number[]): number[] {
  const turned: number[] = [];
  for (let index = 0; index < points.length; index += 2) turned.push(at(points, index + 1), at(points, index));
  return turned;
}
