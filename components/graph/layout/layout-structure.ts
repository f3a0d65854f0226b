import {
  type Box,
  type Direction,
  type Geometry,
  GROUP_HEAD,
  GROUP_PAD,
  type Route,
  type Structure,
} from "../geometry";
import { type LevelLayout, layoutLevel } from "./level";

type LevelOf = (structure: Structure, sizes: { width: number; height: number }[], direction: Direction) => LevelLayout;

/**
 * Lays out a graph with open groups: each group on its own, innermost first, so that edges (which join siblings) are
 * exact and a group that grows changes its own level and the sizes around it, nothing beside it.
 */
export function layoutStructure(structure: Structure, direction: Direction): Geometry {
  return layoutWith(structure, direction, (level, sizes) =>
    layoutLevel(
      level.nodes.map(({ id, inside }, index) => ({
        id,
        width: sizes[index]?.width ?? 0,
        height: sizes[index]?.height ?? 0,
        isGroup: inside !== null,
      })),
      level.edges,
      direction,
    ),
  );
}

/** The same drawing with another way to lay out a level. */
export function layoutWith(structure: Structure, direction: Direction, levelOf: LevelOf): Geometry {
  const { layout, emit } = solve(structure, direction, levelOf);
  const boxes: Box[] = [];
  const routes: Route[] = [];
  emit(0, 0, null, 0, boxes, routes);
  return { width: layout.width, height: layout.height, boxes, routes, direction };
}

type Solved = {
  layout: LevelLayout;
  emit: (x: number, y: number, parent: string | null, depth: number, boxes: Box[], routes: Route[]) => void;
};

function solve(structure: Structure, direction: Direction, levelOf: LevelOf): Solved {
  const inner = structure.nodes.map(({ inside }) => (inside === null ? null : solve(inside, direction, levelOf)));
  const sizes = structure.nodes.map(({ width, height }, index) => {
    const content = inner[index]?.layout;
    return content === undefined
      ? { width, height }
      : {
          width: Math.max(width, content.width + 2 * GROUP_PAD),
          height: Math.max(height, content.height + GROUP_HEAD + GROUP_PAD),
        };
  });
  const layout = levelOf(structure, sizes, direction);
  const readingOrder = structure.nodes.map((_, index) => index);
  readingOrder.sort((a, b) => {
    const [first, second] = [layout.places[a], layout.places[b]];
    return (first?.rank ?? 0) - (second?.rank ?? 0) || (first?.order ?? 0) - (second?.order ?? 0);
  });
  return {
    layout,
    emit: (x, y, parent, depth, boxes, routes) => {
      for (const index of readingOrder) {
        const [node, place, size, group] = [structure.nodes[index], layout.places[index], sizes[index], inner[index]];
        if (node === undefined || place === undefined || size === undefined) continue;
        const at = { x: x + place.x, y: y + place.y };
        const isGroup = group !== null && group !== undefined;
        boxes.push({ id: node.id, parent, ...at, ...size, depth, rank: place.rank, isGroup });
        if (!isGroup) continue;
        const spare = (size.width - group.layout.width) / 2;
        group.emit(at.x + Math.round(spare), at.y + GROUP_HEAD, node.id, depth + 1, boxes, routes);
      }
      for (const route of layout.routes) {
        routes.push({ ...route, points: route.points.map((value, at) => value + (at % 2 === 0 ? x : y)) });
      }
    },
  };
}
